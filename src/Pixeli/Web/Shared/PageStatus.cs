namespace Pixeli.Web.Shared;

internal static class PageStatus
{
    /// <summary>
    /// Sets the status as late as possible: the framework drops what a page renders once its status says that there is nothing.
    /// </summary>
    public static void AnswerWith(this HttpContext context, int status) => context.Response.OnStarting(() =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });
}
