using Microsoft.Net.Http.Headers;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Media;
using Pixeli.Photos;
using Pixeli.Storage;

namespace Pixeli.Sharing;

/// <summary>The files behind a share link: <c>/s/{token}/image</c> is what was shared, <c>/s/{token}/preview</c> what a browser can show of it.</summary>
internal static class SharedImage
{
    public static void MapSharedImage(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/s/{token}/image", [HttpMethods.Get, HttpMethods.Head], ImageAsync)
            .WithTags("Sharing").WithSummary("The file behind a share link").Produces(200, contentType: "image/jpeg").ProducesProblem(404);
        routes.MapMethods("/s/{token}/preview", [HttpMethods.Get, HttpMethods.Head], PreviewAsync)
            .WithTags("Sharing").WithSummary("The picture on the page of a share link").Produces(200, contentType: "image/jpeg").ProducesProblem(404);
    }

    private static async Task<IResult> ImageAsync(
        string token, bool? download, ShareLinks shares, PixeliDb db, IBlobStore store, HttpContext context, CancellationToken cancellationToken)
    {
        if (await shares.FindAsync(token, cancellationToken) is not { } share)
            return Gone();
        if (share.Link.Variant == ShareVariant.Watermarked)
            return await RenditionAsync(share.Photo, MediaRendition.Watermarked, download == true, store, context, cancellationToken);
        if (await store.OpenAsync(PhotoBlobs.Original(share.Photo.Id), cancellationToken) is not { } bytes)
            return Gone();
        if (context.Request.IsDownload())
            await db.CountDownloadAsync(share.Photo.Id, cancellationToken);
        return Answer(context, bytes, share.Photo.ContentType, share.Photo.FileName, Convert.ToHexStringLower(share.Photo.Sha256));
    }

    private static async Task<IResult> PreviewAsync(
        string token, ShareLinks shares, IBlobStore store, HttpContext context, CancellationToken cancellationToken)
    {
        if (await shares.FindAsync(token, cancellationToken) is not { } share)
            return Gone();
        var rendition = share.Link.Variant == ShareVariant.Watermarked ? MediaRendition.Watermarked : MediaRendition.Preview;
        return await RenditionAsync(share.Photo, rendition, download: false, store, context, cancellationToken);
    }

    private static async Task<IResult> RenditionAsync(
        Photo photo, MediaRendition rendition, bool download, IBlobStore store, HttpContext context, CancellationToken cancellationToken) =>
        await store.OpenAsync(PhotoBlobs.Rendition(photo.Id, rendition), cancellationToken) is { } bytes
            ? Answer(
                context,
                bytes,
                PhotoBlobs.ContentType(rendition),
                download ? Path.ChangeExtension(photo.FileName, ".jpg") : null,
                $"{photo.Id:N}-{MediaUrls.Name(rendition)}-{photo.MediaVersion}")
            : Gone();

    // Kept by caches only as long as the server agrees each time: a link that is revoked ends at once.
    private static IResult Answer(HttpContext context, Stream bytes, string contentType, string? fileName, string tag)
    {
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.Stream(bytes, contentType, fileName, entityTag: new EntityTagHeaderValue($"\"{tag}\""), enableRangeProcessing: true);
    }

    private static Problem Gone() => Problem.NotFound("This link has expired or was revoked.");
}
