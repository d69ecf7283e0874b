using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Paging;
using Pixeli.Media;

namespace Pixeli.Notifications;

/// <summary>Reads the caller's inbox.</summary>
public sealed class NotificationQueries(PixeliDb db, MediaUrls urls)
{
    /// <summary>The caller's notifications, newest first unless <paramref name="oldestFirst"/>. One statement, streamed.</summary>
    public async IAsyncEnumerable<NotificationItem> ListAsync(Caller caller, bool? read, bool oldestFirst, PageKey? after, int? limit)
    {
        var items = db.Notifications.AsNoTracking().Where(item => item.RecipientId == caller.Id);
        if (read is { } wanted)
            items = items.Where(item => item.Read == wanted);
        if (after is { Instant: var instant, Id: var id })
        {
            items = oldestFirst
                ? items.Where(item => item.CreatedAt >= instant && (item.CreatedAt > instant || item.Id > id))
                : items.Where(item => item.CreatedAt <= instant && (item.CreatedAt < instant || item.Id < id));
        }

        items = oldestFirst
            ? items.OrderBy(item => item.CreatedAt).ThenBy(item => item.Id)
            : items.OrderByDescending(item => item.CreatedAt).ThenByDescending(item => item.Id);
        await foreach (var row in items.AtMost(limit).Select(NotificationRow.Projection).AsAsyncEnumerable())
            yield return row.ToItem(urls);
    }

    /// <summary>The caller's notifications by their last act: a line that grows comes up again. One statement.</summary>
    public async Task<List<NotificationItem>> ByLastActAsync(Caller caller, bool onlyUnread, PageKey? after, int limit, CancellationToken cancellationToken)
    {
        var items = db.Notifications.AsNoTracking().Where(item => item.RecipientId == caller.Id && !(onlyUnread && item.Read));
        if (after is { Instant: var instant, Id: var id })
            items = items.Where(item => item.UpdatedAt <= instant && (item.UpdatedAt < instant || item.Id < id));
        var rows = await items.OrderByDescending(item => item.UpdatedAt).ThenByDescending(item => item.Id).Take(limit)
            .Select(NotificationRow.Projection).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToItem(urls))];
    }

    public Task<int> CountUnreadAsync(Caller caller, CancellationToken cancellationToken) =>
        db.Notifications.CountAsync(item => item.RecipientId == caller.Id && !item.Read, cancellationToken);

    /// <summary>One notification of the caller's, or null.</summary>
    public async Task<NotificationItem?> FindAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        var row = await db.Notifications.AsNoTracking().Where(item => item.Id == id && item.RecipientId == caller.Id)
            .Select(NotificationRow.Projection).FirstOrDefaultAsync(cancellationToken);
        return row?.ToItem(urls);
    }
}
