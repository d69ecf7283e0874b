namespace Pixeli.Accounts.Answers;

/// <summary>Keeping the answers of a route.</summary>
public static class WhileUnchangedExtension
{
    /// <summary>A list that is read far more often than anything changes is made once, and sent again as it was.</summary>
    public static RouteHandlerBuilder KeptWhileUnchanged(this RouteHandlerBuilder route) => route.AddEndpointFilter(
        static (context, next) => context.HttpContext.RequestServices.GetRequiredService<WhileUnchanged>().InvokeAsync(context, next));
}
