using System.Net.Mime;
using Pixeli.Accounts;

namespace Pixeli.Web;

/// <summary>
/// What somebody saw while signed in is not shown to whoever goes back at the same browser after them: browsers keep no copy of such a page, and let
/// go of one that is still open in the background once its cookie changes.
/// </summary>
internal static class PrivatePages
{
    public static Task MarkAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(MarkAsync, context);
        return next(context);
    }

    private static Task MarkAsync(object state)
    {
        var context = (HttpContext)state;
        var (type, headers) = (context.Response.ContentType, context.Response.Headers);
        if (type?.StartsWith(MediaTypeNames.Text.Html, StringComparison.Ordinal) == true && headers.CacheControl.Count == 0 && Caller.Of(context) is not null)
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
