using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Photos;
using Pixeli.Storage;

namespace Pixeli.Media;

/// <summary>Serves renditions. The URL is the permission, as long as the person it was given to still has theirs.</summary>
internal static class MediaEndpoint
{
    // Sent with every picture: translated once.
    private static readonly Func<PixeliDb, Guid, int, Guid, bool, bool, CancellationToken, Task<bool>> Visible = EF.CompileAsyncQuery(
        (PixeliDb db, Guid id, int version, Guid person, bool isAdministrator, bool isMember, CancellationToken _) => db.Set<Photo>()
            .Where(photo => photo.Id == id && photo.MediaVersion == version && photo.Status == PhotoStatus.Completed)
            .Where(photo => PhotoAccess.Read.Of(photo, person, isAdministrator, isMember))
            .Any());

    public static void MapMediaEndpoint(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/media/photos/{id:guid}/{rendition}", [HttpMethods.Get, HttpMethods.Head], ServeAsync)
            .WithTags("Media").WithSummary("A rendition of a photo").Produces(200, contentType: "image/jpeg")
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(410);

    private static async Task<IResult> ServeAsync(
        Guid id,
        string rendition,
        string? v,
        string? p,
        string? e,
        string? s,
        MediaSignature signature,
        PixeliDb db,
        IBlobStore store,
        TimeProvider clock,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        if (!MediaUrls.TryParseName(rendition, out var kind))
            return Problem.NotFound();
        if (!int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !Guid.TryParseExact(p, "N", out var viewer)
            || !long.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out var expiresAt)
            || !signature.IsValid(new(id, kind, viewer, version, expiresAt), s))
            return Problem.Forbidden("This address was altered.");
        var left = expiresAt - clock.GetUtcNow().ToUnixTimeSeconds();
        if (left <= 0)
            return Problem.Gone("This address has expired.");
        if (!await MayViewAsync(db, id, version, viewer, cancellationToken))
            return Problem.Gone("This picture is no longer available to you.");
        var answer = new BlobAnswer(PhotoBlobs.ContentType(kind), null, $"{id:N}-{rendition}-{version}", TimeSpan.FromSeconds(left));
        return await store.AnswerAsync(PhotoBlobs.Rendition(id, kind), answer, context, cancellationToken) ?? Problem.NotFound();
    }

    private static async Task<bool> MayViewAsync(PixeliDb db, Guid photo, int version, Guid viewer, CancellationToken cancellationToken)
    {
        var person = await db.CallerOfAsync(viewer, cancellationToken);
        return person is not null && await Visible(db, photo, version, person.Id, person.IsAdministrator, person.IsMember, cancellationToken);
    }
}
