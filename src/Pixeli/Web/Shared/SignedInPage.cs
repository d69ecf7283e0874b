using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Pixeli.Accounts;

namespace Pixeli.Web.Shared;

/// <summary>
/// A page for who is signed in; anybody else is sent to sign in and comes back. It is rendered when all it shows is loaded, and not
/// before: a page that is still empty would say that there is nothing here, and answer 404.
/// </summary>
[Authorize]
public abstract class SignedInPage : ComponentBase
{
    private bool _isLoaded;

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    protected Caller Caller => Caller.Of(Context) ?? throw new InvalidOperationException("Authorisation lets only signed-in people get here.");

    protected CancellationToken Cancelled => Context.RequestAborted;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this); // before anything is awaited: the view lives no longer
        if (!_isLoaded)
        {
            OnInitialized();
            await OnInitializedAsync();
            _isLoaded = true;
        }

        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }
}
