using Pixeli.Hosting.FanOut;

namespace Pixeli.Hosting;

/// <summary>
/// Says that something in the database changed, so that who waits for it, in this process or another, looks at once. A lost signal
/// costs the waiter's own interval and nothing else: the truth is in the database.
/// </summary>
public sealed class Signals(IFanOut others) : IDisposable
{
    /// <summary>A photo waits to be processed.</summary>
    public Signal PhotosPending { get; } = new(others, "photos-pending");

    /// <summary>Photos were deleted: their bytes can go.</summary>
    public Signal PhotosDeleted { get; } = new(others, "photos-deleted");

    /// <summary>An event was deleted: its photos can go.</summary>
    public Signal EventsDeleted { get; } = new(others, "events-deleted");

    /// <summary>A completed photo waits to be looked at, or what looks at it changed.</summary>
    public Signal PhotosToSee { get; } = new(others, "photos-to-see");

    /// <summary>A mail waits to be sent.</summary>
    public Signal MailsWaiting { get; } = new(others, "mails-waiting");

    public void Dispose()
    {
        PhotosPending.Dispose();
        PhotosDeleted.Dispose();
        EventsDeleted.Dispose();
        PhotosToSee.Dispose();
        MailsWaiting.Dispose();
    }
}

/// <summary>Wakes one waiter a call, or the next to come. Many calls before a wait count as few.</summary>
public sealed class Signal : IDisposable
{
    private const int Most = 64;
    private readonly SemaphoreSlim _calls = new(0, Most);
    private readonly IFanOut _others;
    private readonly string _subject;

    /// <param name="others">Reaches the waiters of other processes.</param>
    /// <param name="subject">What it is called among them.</param>
    public Signal(IFanOut others, string subject)
    {
        (_others, _subject) = (others, subject);
        others.Listen(
            subject,
            (_, times) =>
            {
                for (var time = 0; time < Math.Min(times, Most); time++)
                    RaiseHere();
            },
            _ => RaiseHere());
    }

    public void Raise()
    {
        RaiseHere();
        _others.Tell(FanOutTopic.Work, _subject);
    }

    /// <summary>Returns true at a signal, false after <paramref name="most"/>.</summary>
    public Task<bool> WaitAsync(TimeSpan most, CancellationToken cancellationToken) => _calls.WaitAsync(most, cancellationToken);

    public void Dispose() => _calls.Dispose();

    private void RaiseHere()
    {
        try
        {
            _calls.Release();
        }
        catch (SemaphoreFullException)
        {
            // enough are awake: each looks until it finds nothing more
        }
    }
}
