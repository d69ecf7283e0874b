using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Pixeli.Accounts;

namespace Pixeli.Web.Shared;

/// <summary>A page for who is signed in; anybody else is sent to sign in and comes back.</summary>
[Authorize]
public abstract class SignedInPage : ComponentBase
{
    [CascadingParameter]
    public required HttpContext Context { get; set; }

    protected Caller Caller => Caller.Of(Context) ?? throw new InvalidOperationException("Authorisation lets only signed-in people get here.");

    protected CancellationToken Cancelled => Context.RequestAborted;
}
