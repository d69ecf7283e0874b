using Pixeli.Accounts;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Paging;

namespace Pixeli.Notifications;

internal static class NotificationEndpoints
{
    public static void MapNotificationEndpoints(this IEndpointRouteBuilder routes)
    {
        var notifications = routes.MapGroup("/notifications").RequireAuthorization().WithTags("Notifications").ProducesProblem(401);
        notifications.MapGet("/", ListAsync).WithSummary("The caller's notifications, newest first")
            .WithQuery(("read", "true or false."), ("ordering", "created_at for the oldest first.")).WithPages().Produces<List<NotificationItem>>().ProducesProblem(400);
        notifications.MapPatch("/{id:guid}", MarkAsync).WithSummary("Mark a notification read or unread")
            .Produces<NotificationItem>().ProducesProblem(400).ProducesProblem(404);
        notifications.MapPost("/read-all", ReadAllAsync).WithSummary("Mark every notification read").Produces(204);
        notifications.MapGet("/unread-count", CountAsync).WithSummary("How many notifications are unread").Produces<UnreadCount>();
    }

    private static Task<IResult> ListAsync(string? read, string? ordering, Caller caller, NotificationQueries notifications, HttpContext context)
    {
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return Task.FromResult<IResult>(problem!);
        if (ordering is not (null or "" or "created_at" or "-created_at"))
            return Task.FromResult<IResult>(Problem.Invalid("ordering", "Either created_at or -created_at."));
        bool? wanted = null;
        if (!string.IsNullOrEmpty(read))
        {
            if (!TryReadFlag(read, out var flag))
                return Task.FromResult<IResult>(Problem.Invalid("read", "Either true or false."));
            wanted = flag;
        }

        return ListResult.OfAsync(
            context,
            page,
            limit => notifications.ListAsync(caller, wanted, ordering == "created_at", page.After, limit),
            last => new(last.CreatedAt, last.Id));
    }

    private static async Task<IResult> MarkAsync(
        Guid id, MarkRequest body, Caller caller, ReadMarks marks, NotificationQueries notifications, CancellationToken cancellationToken)
    {
        if (body.Read is not { } read)
            return Problem.Invalid("read", "This field is required.");
        return await marks.SetAsync(id, read, caller, cancellationToken) && await notifications.FindAsync(id, caller, cancellationToken) is { } item
            ? Results.Ok(item)
            : Problem.NotFound();
    }

    private static async Task<IResult> ReadAllAsync(Caller caller, ReadMarks marks, CancellationToken cancellationToken)
    {
        await marks.SetAllReadAsync(caller, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> CountAsync(Caller caller, NotificationQueries notifications, CancellationToken cancellationToken) =>
        Results.Ok(new UnreadCount(await notifications.CountUnreadAsync(caller, cancellationToken)));

    // Clients of the original write a Python boolean, or a number.
    private static bool TryReadFlag(string text, out bool flag)
    {
        flag = text is "1" or "true" or "True";
        return flag || text is "0" or "false" or "False";
    }

    internal sealed record MarkRequest(bool? Read);

    internal sealed record UnreadCount(int Count);
}
