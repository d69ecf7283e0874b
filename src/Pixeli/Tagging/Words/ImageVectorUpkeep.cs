using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.Errors;

namespace Pixeli.Tagging.Words;

/// <summary>
/// Reads the vectors before the first search asks for them, forgets those of deleted photos also where nobody searches, and lets the
/// database forget changes that every process has read long ago.
/// </summary>
internal sealed partial class ImageVectorUpkeep(
    IServiceScopeFactory scopes, IVisionEngine engine, WordVectors words, PictureVectors pictures, TimeProvider clock, ILogger<ImageVectorUpkeep> logger)
    : BackgroundService
{
    /// <summary>How long the database remembers changes.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                await KeepUpAsync(stoppingToken);
            }
            catch (Exception failure) when (PassingTrouble.Is(failure) || failure is Vision.VisionException)
            {
                LogFailure(failure); // the next round tries again, and so does the next search
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task KeepUpAsync(CancellationToken cancellationToken)
    {
        var abilities = engine.Abilities;
        if (abilities.Words is not { } pack || await words.OfAsync(abilities.Stamp, "", cancellationToken) is not { } any)
        {
            pictures.Forget();
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        await pictures.OfAsync(db, pack.Pack, any.Length, cancellationToken);
        await ForgetChangesAsync(db, cancellationToken);
    }

    // The newest stays, since SQLite counts on from it.
    private async Task ForgetChangesAsync(PixeliDb db, CancellationToken cancellationToken)
    {
        var before = clock.UtcNow - Remembered;
        var changes = db.ImageVectorChanges;
        var old = changes.Where(change => change.ChangedAt < before && changes.Any(newer => newer.Mark > change.Mark));
        if (await old.AnyAsync(cancellationToken))
            await db.WriteAsync(() => old.ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Vectors of pictures could not be read; trying again")]
    private partial void LogFailure(Exception failure);
}
