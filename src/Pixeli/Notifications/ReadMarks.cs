using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;

namespace Pixeli.Notifications;

/// <summary>Marks notifications read and unread.</summary>
public sealed class ReadMarks(PixeliDb db)
{
    /// <returns>False when the caller has no such notification.</returns>
    public Task<bool> SetAsync(Guid id, bool read, Caller caller, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var mine = db.Notifications.Where(item => item.Id == id && item.RecipientId == caller.Id);
            if (await mine.AsNoTracking().FirstOrDefaultAsync(cancellationToken) is not { } item)
                return false;
            await mine.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Read, read).SetProperty(row => row.MergeKey, (string?)null), cancellationToken);
            if (!read && MergeKeys.Of(item) is { } key)
                await OpenAgainAsync(mine, key, caller, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task SetAllReadAsync(Caller caller, CancellationToken cancellationToken) => db.WriteAsync(
        () => db.Notifications.Where(item => item.RecipientId == caller.Id && !item.Read).ExecuteUpdateAsync(
            set => set.SetProperty(item => item.Read, true).SetProperty(item => item.MergeKey, (string?)null), cancellationToken),
        cancellationToken);

    // A line that is unread again is joined by further acts, unless a newer one is there for them.
    private Task OpenAgainAsync(IQueryable<Notification> mine, string key, Caller caller, CancellationToken cancellationToken)
    {
        var all = db.Notifications;
        return mine.Where(_ => !all.Any(other => other.RecipientId == caller.Id && other.MergeKey == key))
            .ExecuteUpdateAsync(set => set.SetProperty(item => item.MergeKey, key), cancellationToken);
    }
}
