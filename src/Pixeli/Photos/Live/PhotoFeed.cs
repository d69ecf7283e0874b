using System.Collections.Concurrent;
using System.Threading.Channels;
using Pixeli.Hosting.FanOut;

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

/// <summary>Tells who watches an event, at whichever process, what happens to its photos. A lost change costs a watcher a reload and nothing else.</summary>
public sealed class PhotoFeed
{
    private const int MaxWaiting = 2000;

    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<Channel<PhotoChange>, bool>> _events = new();
    private readonly IFanOut _others;

    public PhotoFeed(IFanOut others)
    {
        _others = others;
        others.Listen(FarChange.Subject, (text, _) => Hear(FarChange.Parse(text)), _ => ReloadAll());
    }

    public void Added(Guid eventId, Guid photo) => Publish(eventId, new(photo, PhotoChangeKind.Added, null));

    public void Changed(Guid eventId, Guid photo, Photo? before = null) => Publish(eventId, new(photo, PhotoChangeKind.Changed, before));

    public void Removed(Photo before) => Publish(before.EventId, new(before.Id, PhotoChangeKind.Removed, before));

    /// <summary>The event itself changed, or is gone: who watches it looks anew.</summary>
    public void Reload(Guid eventId)
    {
        ReloadHere(eventId);
        Tell(new(eventId, null, default, null));
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
        PublishHere(eventId, change);
        Tell(new(eventId, change.Photo, change.Kind, VisibleBefore.Of(change.Before)));
    }

    private void Tell(FarChange change)
    {
        if (_others.HasOthers)
            _others.Tell(FanOutTopic.Live, FarChange.Subject, change.ToText());
    }

    private void Hear(FarChange change)
    {
        if (change.Photo is { } photo)
            PublishHere(change.Event, new(photo, change.Kind, change.Before?.ToPhoto(change.Event, photo)));
        else
            ReloadHere(change.Event);
    }

    // After an outage: who watches cannot know what they missed.
    private void ReloadAll()
    {
        foreach (var eventId in _events.Keys)
            ReloadHere(eventId);
    }

    private void PublishHere(Guid eventId, PhotoChange change)
    {
        if (!_events.TryGetValue(eventId, out var watchers))
            return;
        foreach (var channel in watchers.Keys)
        {
            if (!channel.Writer.TryWrite(change))
                channel.Writer.TryComplete();
        }
    }

    private void ReloadHere(Guid eventId)
    {
        if (!_events.TryGetValue(eventId, out var watchers))
            return;
        foreach (var channel in watchers.Keys)
            channel.Writer.TryComplete();
    }

    internal sealed class Watch(ChannelReader<PhotoChange> changes, Action end) : IDisposable
    {
        public ChannelReader<PhotoChange> Changes => changes;

        public void Dispose() => end();
    }
}
