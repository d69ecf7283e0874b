using System.Collections.Concurrent;

namespace Pixeli.Notifications;

/// <summary>What was sent lately, so that who looks again after an outage does not say it twice.</summary>
internal sealed class RecentMessages
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(Guid, DateTime), bool> _known = new();
    private readonly ConcurrentQueue<(Guid, DateTime)> _order = new();

    /// <summary>Remembers a notification as it was at its last act; false when it is known as such.</summary>
    public bool Add(NotificationMessage message)
    {
        var key = (message.Id, message.Timestamp);
        if (!_known.TryAdd(key, true))
            return false;
        _order.Enqueue(key);
        if (_known.Count > Most && _order.TryDequeue(out var oldest))
            _known.TryRemove(oldest, out _);
        return true;
    }
}
