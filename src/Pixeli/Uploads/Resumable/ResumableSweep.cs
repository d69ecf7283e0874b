using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Storage;

namespace Pixeli.Uploads.Resumable;

/// <summary>Removes what nobody will continue: files of uploads that expired, ended or became photos, and rows that are long over.</summary>
internal sealed partial class ResumableSweep(
    IServiceScopeFactory scopes, ReceivedFiles files, IBlobStore store, IOptions<UploadOptions> options, TimeProvider clock, ILogger<ResumableSweep> logger)
    : BackgroundService
{
    private const int BatchSize = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>One round.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        var now = clock.UtcNow;
        foreach (var batch in files.All().Chunk(BatchSize)) // the files first: each is younger than its row
        {
            await store.CheckAsync(cancellationToken); // what lies beside another site's photos is another site's
            foreach (var upload in await LeftAsync(db, batch, now, cancellationToken))
            {
                using var turn = files.TryLock(upload);
                if (turn is not null)
                    files.Delete(upload);
            }
        }

        var over = now - options.Value.ResumableLife; // until then an expired upload is told apart from one that never was
        await db.WriteAsync(
            () => db.ResumableUploads.Where(upload => upload.ExpiresAt <= over).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Those of some uploads with files that nobody will continue.</summary>
    public static async Task<IEnumerable<Guid>> LeftAsync(PixeliDb db, Guid[] uploads, DateTime now, CancellationToken cancellationToken)
    {
        var wanted = await db.ResumableUploads.Where(upload => uploads.Contains(upload.Id) && upload.PhotoId == null && upload.ExpiresAt > now)
            .Select(upload => upload.Id).ToListAsync(cancellationToken);
        return uploads.Except(wanted);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception failure) when (PassingTrouble.Is(failure))
            {
                LogFailure(failure); // what is left is found again
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not clean up after unfinished uploads; trying again")]
    private partial void LogFailure(Exception failure);
}
