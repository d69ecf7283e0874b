using Pixeli.Hosting.Errors;
using Pixeli.Media;
using Pixeli.Photos;
using Pixeli.Storage;

namespace Pixeli.Sharing;

/// <summary>
/// The files behind a share link: <c>/s/{token}/image</c> is what was shared, <c>/s/{token}/preview</c> what a browser can show of it. Caches
/// ask the server each time, so that a link that is revoked ends at once.
/// </summary>
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
        string token, bool? download, ShareLinks shares, PhotoCounters counters, IBlobStore store, HttpContext context, CancellationToken cancellationToken)
    {
        if (await shares.FindAsync(token, cancellationToken) is not { } share)
            return Gone();
        if (share.Link.Variant == ShareVariant.Watermarked)
            return await RenditionAsync(share.Photo, MediaRendition.Watermarked, download == true, store, context, cancellationToken);
        var answer = new BlobAnswer(share.Photo.ContentType, share.Photo.FileName, Convert.ToHexStringLower(share.Photo.Sha256), GoodFor: null);
        if (await store.AnswerAsync(PhotoBlobs.Original(share.Photo.Id), answer, context, cancellationToken) is not { } bytes)
            return Gone();
        if (context.Request.IsDownload())
            counters.AddDownload(share.Photo.Id);
        return bytes;
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
        await store.AnswerAsync(
            PhotoBlobs.Rendition(photo.Id, rendition),
            new(
                PhotoBlobs.ContentType(rendition),
                download ? Path.ChangeExtension(photo.FileName, ".jpg") : null,
                $"{photo.Id:N}-{MediaUrls.Name(rendition)}-{photo.MediaVersion}",
                GoodFor: null),
            context,
            cancellationToken) ?? Gone();

    private static Problem Gone() => Problem.NotFound("This link has expired or was revoked.");
}
