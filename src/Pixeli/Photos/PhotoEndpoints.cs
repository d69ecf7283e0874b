using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Accounts.Answers;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Paging;

namespace Pixeli.Photos;

/// <summary>Photos one by one, and lists of them: reads, edits, deletes, retries.</summary>
internal static class PhotoEndpoints
{
    private const int MaxIds = 100;
    private static readonly TimeSpan LongestCount = TimeSpan.FromSeconds(1);

    public static void MapPhotoEndpoints(this IEndpointRouteBuilder routes)
    {
        var photos = routes.MapGroup("/photos").RequireAuthorization().WithTags("Photos").ProducesProblem(401);
        photos.MapGet("/", OwnAsync).WithSummary("The caller's own photos, newest upload first").WithPages()
            .WithQuery(("ids", "Only these, with commas between them: what became of photos just uploaded. At most 100, in no order, without pages."))
            .Produces<List<PhotoItem>>().ProducesProblem(400);
        photos.MapGet("/photos-tagged-in", TaggedInAsync).WithSummary("Photos the caller is tagged in, newest upload first").WithPages()
            .WithQuery(("sort", "timestamp or -timestamp for the order in which they were taken."))
            .Produces<List<PhotoItem>>().ProducesProblem(400);
        photos.MapGet("/{id:guid}", DetailAsync).WithSummary("One photo; counts a view").Produces<PhotoDetail>().ProducesProblem(404);
        photos.MapMethods("/{id:guid}", [HttpMethods.Put, HttpMethods.Patch], EditAsync).WithSummary("Edit a photo")
            .WithExample("""{"read_perm": "IMG", "user_tags": ["dance", "night"], "tagged_usernames": ["bob"]}""")
            .Produces<PhotoDetail>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        photos.MapDelete("/{id:guid}", DeleteAsync).WithSummary("Delete a photo").Produces(204).ProducesProblem(403).ProducesProblem(404);
        photos.MapDelete("/{id:guid}/tags/me", RemoveMeAsync).WithSummary("Remove oneself from a photo").Produces(204).ProducesProblem(404);
        photos.MapPost("/{id:guid}/retry", RetryAsync).WithSummary("Process a failed photo again")
            .Produces(202).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        photos.MapOriginal();
        routes.MapGet("/events/{id:guid}/photos", OfEventAsync).RequireAuthorization().WithTags("Events")
            .WithSummary("An event's photos, by the time they were taken").WithPages().WithQuery(("sort", "-timestamp for the newest first."))
            .KeptWhileUnchanged().Produces<List<PhotoItem>>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(404);
    }

    private static Task<IResult> TaggedInAsync(string? sort, Caller caller, PhotoQueries photos, HttpContext context)
    {
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return Task.FromResult<IResult>(problem!);
        if (PhotoOrders.Parse(sort) is not { } order)
            return Task.FromResult<IResult>(Problem.Invalid("sort", "Either timestamp or -timestamp."));
        return ListResult.OfAsync(
            context, page, limit => photos.TaggedIn(caller, order, page.After, limit), last => new(last.Timestamp, last.Id));
    }

    private static async Task<IResult> SomeAsync(string text, Caller caller, PhotoQueries photos, CancellationToken cancellationToken)
    {
        return IdList.Parse(text, MaxIds) is { } ids
            ? Results.Ok((await photos.ByIdsAsync(ids, caller, cancellationToken)).Values)
            : Problem.Invalid("ids", $"At most {MaxIds} ids with commas between them.");
    }

    private static Task<IResult> OwnAsync(string? ids, Caller caller, PhotoQueries photos, HttpContext context, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(ids))
            return SomeAsync(ids, caller, photos, cancellationToken);
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return Task.FromResult<IResult>(problem!);
        return ListResult.OfAsync(
            context, page, limit => photos.Own(caller, page.After, limit), last => new(last.Timestamp, last.Id));
    }

    private static async Task<IResult> OfEventAsync(
        Guid id, string? sort, Caller caller, PhotoQueries photos, PixeliDb db, HttpContext context, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return problem!;
        if (sort is not (null or "" or "timestamp" or "-timestamp"))
            return Problem.Invalid("sort", "Either timestamp or -timestamp.");
        if (!await db.Events.Where(EventAccess.CanRead(caller)).AnyAsync(item => item.Id == id, cancellationToken))
            return Problem.NotFound();
        return await ListResult.OfAsync(
            context,
            page,
            limit => photos.OfEvent(id, caller, sort == "-timestamp", page.After, limit),
            last => new(last.Timestamp, last.Id));
    }

    private static async Task<IResult> DetailAsync(
        Guid id, Caller caller, PhotoQueries photos, PhotoCounters counters, CancellationToken cancellationToken)
    {
        var earlier = counters.Unwritten(id);
        var isWritten = earlier.IsCompleted; // asked before the photo is read: what is written meanwhile is not in what was read
        if (await photos.DetailAsync(id, caller, cancellationToken, isView: true) is not { } photo)
            return Problem.NotFound();
        counters.AddView(id, caller.Id);
        if (photo.Views is null || isWritten)
            return Results.Ok(photo);
        await Task.WhenAny(earlier, Task.Delay(LongestCount, cancellationToken)); // who sees the counts sees all that came before
        return await photos.DetailAsync(id, caller, cancellationToken, isView: true) is { } now ? Results.Ok(now) : Problem.NotFound();
    }

    private static async Task<IResult> EditAsync(
        Guid id, PhotoSettings body, Caller caller, PhotoEdits edits, PhotoQueries photos, CancellationToken cancellationToken) =>
        await edits.EditAsync(id, body, caller, cancellationToken)
            ?? (await photos.DetailAsync(id, caller, cancellationToken) is { } photo ? Results.Ok(photo) : Problem.NotFound());

    private static async Task<IResult> DeleteAsync(Guid id, Caller caller, PhotoEdits edits, CancellationToken cancellationToken) =>
        await edits.DeleteAsync(id, caller, cancellationToken) ?? Results.NoContent();

    private static async Task<IResult> RemoveMeAsync(Guid id, Caller caller, PhotoEdits edits, CancellationToken cancellationToken) =>
        await edits.RemoveMeAsync(id, caller, cancellationToken) ?? Results.NoContent();

    private static async Task<IResult> RetryAsync(Guid id, Caller caller, PhotoEdits edits, CancellationToken cancellationToken) =>
        await edits.RetryAsync(id, caller, cancellationToken) ?? Results.Accepted();
}
