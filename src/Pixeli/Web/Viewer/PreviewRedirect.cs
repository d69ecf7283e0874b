using Pixeli.Accounts;
using Pixeli.Photos;

namespace Pixeli.Web.Viewer;

/// <summary>
/// <c>/p/{id}/preview</c> leads to a photo's preview: the viewer asks for its neighbours' pictures by their ids, and lists need not carry
/// a second signed URL for every photo. Looking ahead counts no view.
/// </summary>
internal static class PreviewRedirect
{
    public static void MapPreviewRedirect(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/p/{id:guid}/preview", FindAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> FindAsync(Guid id, Caller caller, PhotoQueries photos, HttpContext context)
    {
        if (await photos.PreviewUrlAsync(id, caller, context.RequestAborted) is not { } url)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=300";
        return Results.Redirect(url);
    }
}
