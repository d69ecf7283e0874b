using Pixeli.Web.Shared;

namespace Pixeli.Web.Pages.Admin;

/// <summary>A page for administrators; for anybody else nothing is loaded, and <see cref="AdminFrame"/> says that it is not for them, without the
/// page's content: what the content shows is loaded.</summary>
public abstract class AdministratorPage : SignedInPage
{
    protected sealed override Task OnInitializedAsync() => Caller.IsAdministrator ? LoadAsync() : Task.CompletedTask;

    protected abstract Task LoadAsync();
}
