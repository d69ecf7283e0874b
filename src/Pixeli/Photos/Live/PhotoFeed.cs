using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Pixeli.Photos.Live;

/// <summary>What happened to a photo.</summary>
public enum PhotoChangeKind
{
    /// <summary>It can be seen now.</summary>
    Added,

    /// <summary>Something about it is different.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}

/// <summary>Something happened to a photo.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Before">The photo as it was, with its event and people, where somebody may have lost it by this: decides who is told.</param>
public sealed record PhotoChange(Guid Photo, PhotoChangeKind Kind, Photo? Before);

/// <summary>Tells who watches an event what happens to its photos. A lost change costs a watcher a reload and nothing else.</summary>
public sealed class PhotoFeed
{
    private const int MaxWaiting = 2000;

    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<Channel<PhotoChange>, bool>> _events = new();

    public void Added(Guid eventId, Guid photo) => Publish(eventId, new(photo, PhotoChangeKind.Added, null));

    public void Changed(Guid eventId, Guid photo, Photo? before = null) => Publish(eventId, new(photo, PhotoChangeKind.Changed, before));

    public void Removed(Photo before) => Publish(before.EventId, new(before.Id, PhotoChangeKind.Removed, before));

    /// <summary>The event itself changed, or is gone: who watches it looks anew.</summary>
    public void Reload(Guid eventId)
    {
        if (!_events.TryGetValue(eventId, out var watchers))
            return;
        foreach (var channel in watchers.Keys)
            channel.Writer.TryComplete();
    }

    /// <summary>Changes from now on, until disposed. A watcher that falls too far behind finds its reader completed.</summary>
    internal Watch Subscribe(Guid eventId)
    {
        var channel = Channel.CreateBounded<PhotoChange>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
        var watchers = _events.GetOrAdd(eventId, _ => new());
        watchers.TryAdd(channel, true);
        return new(channel.Reader, () => watchers.TryRemove(channel, out _));
    }

    private void Publish(Guid eventId, PhotoChange change)
    {
        if (!_events.TryGetValue(eventId, out var watchers))
            return;
        foreach (var channel in watchers.Keys)
        {
            if (!channel.Writer.TryWrite(change))
                channel.Writer.TryComplete();
        }
    }

    internal sealed class Watch(ChannelReader<PhotoChange> changes, Action end) : IDisposable
    {
        public ChannelReader<PhotoChange> Changes => changes;

        public void Dispose() => end();
    }
}
