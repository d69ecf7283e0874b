using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Storage;

namespace Pixeli.Photos;

/// <summary>The original, byte for byte, under its own name: for who may share the photo.</summary>
internal static class OriginalEndpoint
{
    public static void MapOriginal(this IEndpointRouteBuilder photos) => photos
        .MapMethods("/{id:guid}/original", [HttpMethods.Get, HttpMethods.Head], DownloadAsync)
        .WithSummary("Download the original file").Produces(200, contentType: "application/octet-stream").ProducesProblem(403).ProducesProblem(404);

    private static async Task<IResult> DownloadAsync(
        Guid id, Caller caller, PixeliDb db, PhotoCounters counters, IBlobStore store, HttpContext context, CancellationToken cancellationToken)
    {
        var readable = db.Photos.Where(photo => photo.Id == id).Where(PhotoAccess.CanRead(caller));
        var file = await readable.Where(PhotoAccess.CanShare(caller))
            .Select(photo => new { photo.FileName, photo.ContentType, photo.Sha256 }).FirstOrDefaultAsync(cancellationToken);
        if (file is null)
            return await readable.AnyAsync(cancellationToken) ? Problem.Forbidden("The original of this photo is not for you to download.") : Problem.NotFound();
        var answer = new BlobAnswer(file.ContentType, file.FileName, Convert.ToHexStringLower(file.Sha256), GoodFor: null);
        if (await store.AnswerAsync(PhotoBlobs.Original(id), answer, context, cancellationToken) is not { } bytes)
            return Problem.NotFound("The original is missing.");
        if (context.Request.IsDownload())
            counters.AddDownload(id);
        db.LetGo(); // a slow client takes minutes
        return bytes;
    }
}
