namespace Pixeli.Web.Pwa;

internal static class ServiceWorkerEndpoint
{
    /// <summary>
    /// The service worker, at the root: it may serve only what lies below its own address. Always asked for anew, so that an update
    /// is found at once.
    /// </summary>
    public static void MapServiceWorker(this IEndpointRouteBuilder routes) => routes.MapGet("/sw.js", (IWebHostEnvironment site, HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "no-cache";
        var file = site.WebRootFileProvider.GetFileInfo("built/sw.js");
        return TypedResults.Stream(file.CreateReadStream(), "text/javascript", lastModified: file.LastModified);
    }).ExcludeFromDescription();
}
