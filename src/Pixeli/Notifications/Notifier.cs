using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.FanOut;

namespace Pixeli.Notifications;

/// <summary>
/// Puts notifications into inboxes, in the transaction of the act they tell of, and sends them to who is connected once that is
/// committed. Nobody is notified of their own act.
/// </summary>
public sealed class Notifier(PixeliDb db, NotificationHub hub, IFanOut others, TimeProvider clock)
{
    // One statement, so that acts at the same moment meet in one line and none is lost.
    private const string MergeSql = """
        INSERT INTO notifications (id, recipient_id, actor_id, verb, target_type, target_id, count, read, merge_key, created_at, updated_at)
        VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {9})
        ON CONFLICT (recipient_id, merge_key) DO UPDATE
        SET actor_id = excluded.actor_id, count = notifications.count + excluded.count, updated_at = excluded.updated_at
        RETURNING *
        """;

    private readonly List<(Guid Recipient, Guid Notification)> _toSend = [];

    /// <summary>Somebody is tagged in a photo. Call inside a write transaction.</summary>
    public Task TaggedAsync(Guid recipient, Guid actor, Guid photo, CancellationToken cancellationToken) =>
        AddAsync(recipient, actor, NotificationVerb.Tagged, photo, null, cancellationToken);

    /// <summary>A photo or comment of the recipient got a comment. Call inside a write transaction.</summary>
    public Task CommentedAsync(Guid recipient, Guid actor, Guid photo, Guid comment, CancellationToken cancellationToken) =>
        AddAsync(recipient, actor, NotificationVerb.Commented, photo, comment, cancellationToken);

    /// <summary>A photo of the recipient got a like: joins the unread line of that photo. Call inside a write transaction.</summary>
    public Task LikedAsync(Guid recipient, Guid actor, Guid photo, CancellationToken cancellationToken) =>
        MergeAsync(recipient, actor, NotificationVerb.Liked, NotificationTarget.Photo, photo, 1, MergeKeys.Liked(photo), cancellationToken);

    /// <summary>Photos came into the recipient's event: joins the unread line of that person and event. Call inside a write transaction.</summary>
    public Task PhotosAddedAsync(Guid recipient, Guid actor, Guid eventId, int count, CancellationToken cancellationToken) => MergeAsync(
        recipient, actor, NotificationVerb.EventPhotoAdded, NotificationTarget.Event, eventId, count, MergeKeys.PhotosAdded(eventId, actor), cancellationToken);

    /// <summary>Takes a like back out of the line it joined, if that is still unread. Call inside a write transaction.</summary>
    public async Task UnlikedAsync(Guid recipient, Guid photo, DateTime likedAt, CancellationToken cancellationToken)
    {
        var key = MergeKeys.Liked(photo);
        var line = db.Notifications.Where(item => item.RecipientId == recipient && item.MergeKey == key && item.CreatedAt <= likedAt);
        await line.Where(item => item.Count <= 1).ExecuteDeleteAsync(cancellationToken);
        await line.ExecuteUpdateAsync(set => set.SetProperty(item => item.Count, item => item.Count - 1), cancellationToken);
    }

    /// <summary>Takes back that somebody is tagged in a photo. Call inside a write transaction.</summary>
    public Task UntaggedAsync(IReadOnlyCollection<Guid> recipients, Guid photo, CancellationToken cancellationToken) => db.Notifications
        .Where(item => item.TargetId == photo && item.Verb == NotificationVerb.Tagged && recipients.Contains(item.RecipientId))
        .ExecuteDeleteAsync(cancellationToken);

    /// <summary>Sends what was added since the last call to who is connected, to any process. Call once the transaction is committed.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        foreach (var (recipient, notification) in _toSend)
            others.Tell(FanOutTopic.Live, ArrivingNotifications.Subject, $"{recipient:N} {notification:N}");
        var ids = _toSend.Where(added => hub.IsConnected(added.Recipient)).Select(added => added.Notification).Distinct().ToList();
        _toSend.Clear();
        if (ids.Count == 0)
            return;
        var rows = await db.Notifications.AsNoTracking().Where(item => ids.Contains(item.Id)).OrderBy(item => item.Id)
            .Select(NotificationRow.Projection).ToListAsync(cancellationToken);
        foreach (var row in rows)
            hub.Send(row.Item.RecipientId, row.ToMessage());
    }

    /// <summary>Forgets what was added since the last call: its transaction did not come through.</summary>
    public void Forget() => _toSend.Clear();

    private async Task AddAsync(Guid recipient, Guid actor, NotificationVerb verb, Guid photo, Guid? comment, CancellationToken cancellationToken)
    {
        if (recipient == actor)
            return;
        var now = clock.UtcNow;
        var item = new Notification
        {
            RecipientId = recipient,
            ActorId = actor,
            Verb = verb,
            TargetType = NotificationTarget.Photo,
            TargetId = photo,
            CommentId = comment,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Notifications.Add(item);
        await db.SaveChangesAsync(cancellationToken);
        _toSend.Add((recipient, item.Id));
    }

    private async Task MergeAsync(
        Guid recipient,
        Guid actor,
        NotificationVerb verb,
        NotificationTarget targetType,
        Guid target,
        int count,
        string mergeKey,
        CancellationToken cancellationToken)
    {
        if (recipient == actor || count == 0)
            return;
        object[] values =
        [
            Guid.CreateVersion7(), recipient, actor, WireCode<NotificationVerb>.ToCode(verb), WireCode<NotificationTarget>.ToCode(targetType),
            target, count, false, mergeKey, db.Instant(clock.UtcNow),
        ];
        var merged = await db.Notifications.FromSqlRaw(MergeSql, values).AsNoTracking().ToListAsync(cancellationToken);
        _toSend.Add((recipient, merged[0].Id));
    }
}
