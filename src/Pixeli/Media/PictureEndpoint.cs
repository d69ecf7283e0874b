using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Storage;

namespace Pixeli.Media;

/// <summary>Serves profile pictures: to anybody with the URL, until it expires or the picture is replaced.</summary>
internal static class PictureEndpoint
{
    public static void MapPictureEndpoint(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/media/people/{id:guid}/picture", [HttpMethods.Get, HttpMethods.Head], ServeAsync)
            .WithTags("Media").WithSummary("A profile picture, by the URL that was given out")
            .Produces<byte[]>(200, PictureBlobs.ContentType).ProducesProblem(403).ProducesProblem(404).ProducesProblem(410);

    private static async Task<IResult> ServeAsync(
        Guid id,
        string? v,
        string? e,
        string? s,
        MediaSignature signature,
        PixeliDb db,
        IBlobStore store,
        TimeProvider clock,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        if (!int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !long.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out var expiresAt)
            || !signature.IsValidPicture(id, version, expiresAt, s))
            return Problem.Forbidden("This address was altered.");
        var left = expiresAt - clock.GetUtcNow().ToUnixTimeSeconds();
        if (left <= 0)
            return Problem.Gone("This address has expired.");
        if (!await db.Users.AnyAsync(user => user.Id == id && user.PictureVersion == version, cancellationToken))
            return Problem.Gone("This picture is no longer there.");
        var answer = new BlobAnswer(PictureBlobs.ContentType, null, $"{id:N}-{version}", TimeSpan.FromSeconds(left));
        return await store.AnswerAsync(PictureBlobs.Key(id, version), answer, context, cancellationToken) ?? Problem.NotFound();
    }
}
