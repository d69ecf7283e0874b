using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;
using Pixeli.Storage;

namespace Pixeli.Photos;

/// <summary>Removes the bytes of deleted photos.</summary>
internal sealed partial class BlobSweep(
    IServiceScopeFactory scopes, IBlobStore store, BlobHold hold, Signals signals, TimeProvider clock, ILogger<BlobSweep> logger) : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SweepAsync(stoppingToken) == BatchSize)
                    continue;
            }
            catch (Exception failure) when (PassingTrouble.Is(failure))
            {
                LogFailure(failure); // the rows are still there: the next round tries again
            }

            await signals.PhotosDeleted.WaitAsync(Interval, stoppingToken);
        }
    }

    private async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        var now = clock.UtcNow;
        var due = await db.Set<BlobRemoval>().Where(removal => removal.DueAt <= now)
            .OrderBy(removal => removal.DueAt).Select(removal => removal.PhotoId).Take(BatchSize).ToListAsync(cancellationToken);
        if (due.Count == 0 || await hold.IsTakenAsync(cancellationToken)) // in this order: see BlobHold
            return 0;
        foreach (var photo in due)
            await store.DeleteAllAsync(PhotoBlobs.Prefix(photo), cancellationToken);
        await db.WriteAsync(
            () => db.Set<BlobRemoval>().Where(removal => due.Contains(removal.PhotoId)).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
        return due.Count;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not remove the bytes of deleted photos; trying again")]
    private partial void LogFailure(Exception failure);
}
