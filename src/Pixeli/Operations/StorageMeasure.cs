using Pixeli.Photos;
using Pixeli.Storage;

namespace Pixeli.Operations;

/// <summary>Bytes that blobs take.</summary>
/// <param name="Originals">Photos as they came.</param>
/// <param name="Renditions">What was made of them.</param>
/// <param name="Others">Everything else, as profile pictures.</param>
/// <param name="MeasuredAt">When this was looked at.</param>
public sealed record StorageUse(long Originals, long Renditions, long Others, DateTime MeasuredAt);

/// <summary>
/// Measures storage by looking at every blob: seconds on a large site, so it happens in the background, when somebody asks and the last
/// look is old.
/// </summary>
public sealed partial class StorageMeasure(IBlobStore store, TimeProvider clock, ILogger<StorageMeasure> logger) : BackgroundService
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);
    private readonly SemaphoreSlim _asked = new(0, 1);

    /// <summary>The last look; null until the first is over. Asking has it renewed when it is old.</summary>
    public StorageUse? Use
    {
        get
        {
            var use = field;
            if ((use is null || use.MeasuredAt + GoodFor < clock.GetUtcNow().UtcDateTime) && _asked.CurrentCount == 0)
                Ask();
            return use;
        }

        private set;
    }

    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _asked.WaitAsync(stoppingToken);
            try
            {
                Use = await MeasureAsync(stoppingToken);
            }
            catch (IOException failure)
            {
                LogFailure(failure); // whoever asks next has it tried again
            }
        }
    }

    private void Ask()
    {
        try
        {
            _asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // somebody else asked at the same moment
        }
    }

    private async Task<StorageUse> MeasureAsync(CancellationToken cancellationToken)
    {
        await Task.Yield(); // a folder is listed without ever waiting
        var (originals, renditions, others) = (0L, 0L, 0L);
        await foreach (var blob in store.ListAsync("", cancellationToken))
        {
            if (PhotoBlobs.PhotoOf(blob.Key) is not { } photo)
                others += blob.Bytes;
            else if (blob.Key == PhotoBlobs.Original(photo))
                originals += blob.Bytes;
            else
                renditions += blob.Bytes;
        }

        return new(originals, renditions, others, clock.GetUtcNow().UtcDateTime);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Storage could not be measured")]
    private partial void LogFailure(Exception failure);
}
