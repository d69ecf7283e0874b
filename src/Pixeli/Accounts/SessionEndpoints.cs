using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Paging;

namespace Pixeli.Accounts;

/// <summary>Lets people see where they are signed in, and sign out there.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("/sessions").RequireAuthorization().WithTags("Accounts").ProducesProblem(401);
        sessions.MapGet("/", ListAsync).WithSummary("Where the caller is signed in").WithPages().Produces<SessionItem[]>().ProducesProblem(400);
        sessions.MapDelete("/", EndOthersAsync).WithSummary("End every session but this one").Produces(204);
        sessions.MapDelete("/{id:guid}", EndAsync).WithSummary("End one session").Produces(204).ProducesProblem(404);
    }

    private static Task<IResult> ListAsync(Caller caller, OwnSessions sessions, HttpContext context)
    {
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return Task.FromResult<IResult>(problem!);
        return ListResult.OfAsync(
            context, page, limit => sessions.List(caller, page.After, limit), last => new(last.CreatedAt, last.Id));
    }

    private static async Task<IResult> EndOthersAsync(Caller caller, OwnSessions sessions, CancellationToken cancellationToken)
    {
        await sessions.EndOthersAsync(caller, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> EndAsync(Guid id, Caller caller, OwnSessions sessions, CancellationToken cancellationToken) =>
        await sessions.EndAsync(caller, id, cancellationToken) ? Results.NoContent() : Problem.NotFound();
}
