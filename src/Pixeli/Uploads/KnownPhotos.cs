using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Limits;
using Pixeli.Photos;

namespace Pixeli.Uploads;

/// <summary>
/// Which of some files an event has already, by their hashes, so that they need not be sent. Only for who may add to the event,
/// and only of photos they may read: who merely knows a hash must not find out whether a private photo is here. Somebody who
/// has such a file sends it and is told then that it is a duplicate.
/// </summary>
internal static class KnownPhotos
{
    public static void MapKnownPhotos(this IEndpointRouteBuilder routes) => routes.MapPost("/events/{id:guid}/photos/known", AskAsync)
        .RequireAuthorization().LimitedBy(Limit.Upload).WithTags("Uploads").WithSummary("Which files an event has already, by their SHA-256")
        .WithExample("""{"sha256": ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]}""")
        .Produces<KnownAnswer>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(429);

    private static async Task<IResult> AskAsync(
        Guid id, KnownQuestion body, Caller caller, PixeliDb db, IOptions<UploadOptions> options, CancellationToken cancellationToken)
    {
        if (await db.CheckMayAddAsync(id, caller, cancellationToken) is { } refusal)
            return refusal;
        if (body.Sha256 is null)
            return Problem.Invalid("sha256", "This field is required.");
        var hashes = body.Sha256.Select(Parse).OfType<byte[]>().ToList();
        if (hashes.Count != body.Sha256.Count || hashes.Count > options.Value.MaxHashes)
            return Problem.Invalid("sha256", $"At most {options.Value.MaxHashes} hashes of 64 hexadecimal digits.");
        var known = await db.Photos.Where(photo => photo.EventId == id && hashes.Contains(photo.Sha256)).Where(PhotoAccess.CanRead(caller))
            .Select(photo => new { photo.Sha256, photo.Id }).ToListAsync(cancellationToken);
        return Results.Ok(new KnownAnswer([.. known.Select(photo => new KnownPhoto(Convert.ToHexStringLower(photo.Sha256), photo.Id))]));
    }

    private static byte[]? Parse(string? hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hash) : null;

    internal sealed record KnownQuestion(IReadOnlyList<string?>? Sha256);

    internal sealed record KnownAnswer(IReadOnlyList<KnownPhoto> Known);

    internal sealed record KnownPhoto(string Sha256, Guid PhotoId);
}
