namespace Pixeli.Hosting;

/// <summary>
/// Says that something in the database changed, so that who waits for it looks at once. A lost signal costs the waiter's own
/// interval and nothing else: the truth is in the database.
/// </summary>
public sealed class Signals : IDisposable
{
    /// <summary>A photo waits to be processed.</summary>
    public Signal PhotosPending { get; } = new();

    /// <summary>Photos were deleted: their bytes can go.</summary>
    public Signal PhotosDeleted { get; } = new();

    /// <summary>A completed photo waits to be looked at, or what looks at it changed.</summary>
    public Signal PhotosToSee { get; } = new();

    /// <summary>A mail waits to be sent.</summary>
    public Signal MailsWaiting { get; } = new();

    public void Dispose()
    {
        PhotosPending.Dispose();
        PhotosDeleted.Dispose();
        PhotosToSee.Dispose();
        MailsWaiting.Dispose();
    }
}

/// <summary>Wakes one waiter a call, or the next to come. Many calls before a wait count as few.</summary>
public sealed class Signal : IDisposable
{
    private const int Most = 64;
    private readonly SemaphoreSlim _calls = new(0, Most);

    public void Raise()
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

    /// <summary>Returns true at a signal, false after <paramref name="most"/>.</summary>
    public Task<bool> WaitAsync(TimeSpan most, CancellationToken cancellationToken) => _calls.WaitAsync(most, cancellationToken);

    public void Dispose() => _calls.Dispose();
}
