using Pixeli.Hosting;

namespace Pixeli.Storage;

/// <summary>
/// Looks at the store before anything uses it. A bucket that is missing, refuses or is not this site's stops the start, since waiting would not
/// help; one that cannot be reached does not, nor does a folder whose disk may be mounted yet: the server starts, says that it is not ready, and
/// goes on by itself when the store is back. Where all of the data folder is new, it has no keys either, and what would be made in their
/// place hides them from nobody but this process: that stops the start as well.
/// </summary>
internal sealed partial class StoreAtStart(IBlobStore store, StoreOwner owner, DataFolder data, ILogger<StoreAtStart> logger) : IHostedLifecycleService
{
    private bool _hasLooked;

    /// <summary>Looks, the first time that it is asked.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (_hasLooked)
            return;
        try
        {
            await store.CheckAsync(cancellationToken);
        }
        catch (StorageUnavailableException away) when (!away.IsRefusal || (owner.Store is FolderBlobStore && !data.IsNew))
        {
            LogAway(away.Message);
        }

        _hasLooked = true;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => LookAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason} Photos can be neither taken in nor shown until that is over")]
    private partial void LogAway(string reason);
}
