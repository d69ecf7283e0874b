using Pixeli.Accounts;
using Pixeli.Accounts.Answers;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Paging;

namespace Pixeli.Events;

internal static class EventEndpoints
{
    public static void MapEventEndpoints(this IEndpointRouteBuilder routes)
    {
        var events = routes.MapGroup("/events").RequireAuthorization().WithTags("Events").ProducesProblem(401);
        events.MapGet("/", ListAsync).WithSummary("Events the caller may read, newest first").WithPages().KeptWhileUnchanged().Produces<List<EventItem>>().ProducesProblem(400);
        events.MapPost("/", CreateAsync).WithSummary("Create an event; the caller coordinates it")
            .WithExample("""{"title": "Summer party", "read_perm": "PUB", "write_perm": "IMG"}""").Produces<EventItem>(201).ProducesProblem(400);
        events.MapGet("/{id:guid}", GetAsync).WithSummary("One event").Produces<EventItem>().ProducesProblem(404);
        events.MapMethods("/{id:guid}", [HttpMethods.Put, HttpMethods.Patch], EditAsync).WithSummary("Edit an event")
            .WithExample("""{"title": "Summer party", "read_perm": "IMG"}""")
            .Produces<EventItem>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        events.MapDelete("/{id:guid}", DeleteAsync).WithSummary("Delete an event")
            .WithQuery(("delete_photos", "true to delete its photos with it; an event with photos is kept otherwise."))
            .Produces(204).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync(Caller caller, EventQueries events, HttpContext context)
    {
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return problem!;
        var limit = page.Limit + 1; // one more tells whether there is a next page
        var list = await events.ListAsync(caller, onlyMine: false, page.After, limit, context.RequestAborted);
        if (page.Limit is { } most)
            context.CutToPage(list, most, last => new(last.CreatedAt, last.Id));
        return Results.Ok(list);
    }

    private static async Task<IResult> CreateAsync(
        EventChanges body, Caller caller, EventEdits edits, EventQueries events, CancellationToken cancellationToken)
    {
        var (id, problem) = await edits.CreateAsync(body, caller, cancellationToken);
        return problem ?? Results.Created($"/events/{id}/", await events.FindAsync(id, caller, cancellationToken));
    }

    private static async Task<IResult> GetAsync(Guid id, Caller caller, EventQueries events, CancellationToken cancellationToken) =>
        await events.FindAsync(id, caller, cancellationToken) is { } item ? Results.Ok(item) : Problem.NotFound();

    private static async Task<IResult> EditAsync(
        Guid id, EventChanges body, Caller caller, EventEdits edits, EventQueries events, CancellationToken cancellationToken) =>
        await edits.EditAsync(id, body, caller, cancellationToken)
            ?? (await events.FindAsync(id, caller, cancellationToken) is { } item ? Results.Ok(item) : Problem.NotFound());

    private static async Task<IResult> DeleteAsync(
        Guid id, bool? delete_photos, Caller caller, EventEdits edits, CancellationToken cancellationToken) =>
        await edits.DeleteAsync(id, delete_photos ?? false, caller, cancellationToken) ?? Results.NoContent();
}
