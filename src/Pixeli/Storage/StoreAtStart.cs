namespace Pixeli.Storage;

/// <summary>
/// Looks at the store before anything is served. A bucket that is missing or refuses stops the start, since waiting would not help; one that
/// cannot be reached does not: the server starts, says that it is not ready, and goes on by itself when the bucket is back.
/// </summary>
internal sealed partial class StoreAtStart(IBlobStore store, ILogger<StoreAtStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.CheckAsync(cancellationToken);
        }
        catch (StorageUnavailableException away) when (!away.IsRefusal)
        {
            LogAway(away.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason} Photos can be neither taken in nor shown until that is over")]
    private partial void LogAway(string reason);
}
