using Microsoft.AspNetCore.Http.HttpResults;
using Pixeli.Accounts;
using Pixeli.Notifications;

namespace Pixeli.Web.Inbox;

/// <summary>What the inbox's links and forms do.</summary>
internal static class InboxFeature
{
    public const string ReadAll = "/inbox/read-all";

    public static void MapInbox(this IEndpointRouteBuilder routes)
    {
        var inbox = routes.MapGroup("/inbox").RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();
        inbox.MapGet("/{id:guid}", OpenAsync);
        inbox.MapPost("/read-all", ReadAllAsync);
    }

    public static string PageOf(NotificationItem item) => $"{(item.TargetType == NotificationTarget.Photo ? "/p" : "/e")}/{item.TargetId}";

    /// <summary>
    /// What opens a notification. Where in the page it leads to is in the link as well: a script that follows it is not told where a
    /// redirect leads within a page.
    /// </summary>
    public static string LinkTo(NotificationItem item) => $"/inbox/{item.Id}{PlaceIn(item)}";

    /// <summary>Marks one read and leads to what it tells of: a link, so that it opens in a tab of its own too.</summary>
    private static async Task<RedirectHttpResult> OpenAsync(
        Guid id, Caller caller, ReadMarks marks, NotificationQueries notifications, CancellationToken cancellationToken)
    {
        if (await notifications.FindAsync(id, caller, cancellationToken) is not { } item)
            return TypedResults.Redirect("/inbox");
        if (!item.Read)
            await marks.SetAsync(id, read: true, caller, cancellationToken);
        return TypedResults.Redirect($"{PageOf(item)}{PlaceIn(item)}");
    }

    private static string PlaceIn(NotificationItem item) => item.Verb == NotificationVerb.Commented ? "#comments" : "";

    private static async Task<RedirectHttpResult> ReadAllAsync(Caller caller, ReadMarks marks, CancellationToken cancellationToken)
    {
        await marks.SetAllReadAsync(caller, cancellationToken);
        return TypedResults.Redirect("/inbox");
    }
}
