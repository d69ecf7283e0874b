using Pixeli.Accounts;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;

namespace Pixeli.Photos.Batches;

/// <summary>Many photos at once: a gallery asks for those in view, and people choose many and do one thing with all of them.</summary>
internal static class BatchEndpoints
{
    public const int MaxIds = 200;

    public static void MapBatches(this IEndpointRouteBuilder routes)
    {
        var photos = routes.MapGroup("/photos").RequireAuthorization().WithTags("Photos").ProducesProblem(400).ProducesProblem(401);
        photos.MapGet("/by-ids", FindAsync).WithSummary("Some photos; those the caller may not read are left out")
            .WithQuery(("ids", $"Ids of at most {MaxIds} photos, with commas between them.")).Produces<List<PhotoItem>>();
        photos.MapPost("/batch-delete", DeleteAsync).WithSummary("Delete photos, each that the caller may")
            .WithExample("""{"ids": ["019dcdb1-1e00-7d5c-8000-5f1f0b9c0d11"]}""").Produces<BatchResult>();
        photos.MapPost("/batch-edit", EditAsync).WithSummary("Edit photos, each that the caller may; words and people are added to those that are there")
            .WithExample("""{"ids": ["019dcdb1-1e00-7d5c-8000-5f1f0b9c0d11"], "read_perm": "IMG", "add_tags": ["dance"], "add_usernames": ["bob"]}""")
            .Produces<BatchResult>();
    }

    private static async Task<IResult> FindAsync(string? ids, Caller caller, PhotoQueries photos, CancellationToken cancellationToken)
    {
        var parsed = new List<Guid>();
        foreach (var text in (ids ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Guid.TryParse(text, out var id))
                return Problem.Invalid("ids", "Not a valid id.");
            parsed.Add(id);
        }

        if (parsed.Count is 0 or > MaxIds)
            return Problem.Invalid("ids", $"From 1 to {MaxIds} ids.");
        var found = await photos.ByIdsAsync(parsed, caller, cancellationToken);
        return Results.Ok(parsed.Distinct().Select(id => found.GetValueOrDefault(id)).OfType<PhotoItem>().ToList());
    }

    private static async Task<IResult> DeleteAsync(BatchRequest body, Caller caller, PhotoBatches batches, CancellationToken cancellationToken) =>
        TooMany(body.Ids) ?? Results.Ok(await batches.DeleteAsync([.. body.Ids!.Distinct()], caller, cancellationToken));

    private static async Task<IResult> EditAsync(BatchEdit body, Caller caller, PhotoBatches batches, CancellationToken cancellationToken)
    {
        if (TooMany(body.Ids) is { } problem)
            return problem;
        var (result, refusal) = await batches.EditAsync([.. body.Ids!.Distinct()], body, caller, cancellationToken);
        return refusal ?? Results.Ok(result);
    }

    private static IResult? TooMany(IReadOnlyList<Guid>? ids) =>
        ids is { Count: >= 1 and <= MaxIds } ? null : Problem.Invalid("ids", $"From 1 to {MaxIds} ids.");
}

/// <summary>Which photos.</summary>
public record BatchRequest
{
    /// <summary>From 1 to 200 photos.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }
}

/// <summary>What to change of which photos. What is missing stays as it is.</summary>
public sealed record BatchEdit : BatchRequest
{
    public string? ReadPerm { get; init; }

    public string? SharePerm { get; init; }

    /// <summary>Words to add; a photo that would have too many keeps what it has.</summary>
    public IReadOnlyList<string>? AddTags { get; init; }

    /// <summary>People to add.</summary>
    public IReadOnlyList<string>? AddUsernames { get; init; }
}

/// <summary>What became of each photo of a batch.</summary>
/// <param name="Done">These are done.</param>
/// <param name="Refused">These the caller may see, but not do this with.</param>
/// <param name="Missing">These are not there, or not to be seen by the caller.</param>
public sealed record BatchResult(IReadOnlyList<Guid> Done, IReadOnlyList<Guid> Refused, IReadOnlyList<Guid> Missing);
