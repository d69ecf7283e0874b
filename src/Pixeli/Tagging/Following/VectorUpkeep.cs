using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Tagging.People;
using Pixeli.Tagging.Words;

namespace Pixeli.Tagging.Following;

/// <summary>
/// Reads the vectors of pictures before the first search asks for them, forgets those of deleted photos also where nobody searches, and
/// all that no pack is there for any more; and lets the database forget changes that every process has read long ago.
/// </summary>
internal sealed partial class VectorUpkeep(
    IServiceScopeFactory scopes, IVisionEngine engine, WordVectors words, PictureVectors pictures, FaceVectors faces, TimeProvider clock,
    ILogger<VectorUpkeep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // Where no pack makes vectors, few of them change: by deletions of photos, and by servers that have one.
    private static readonly TimeSpan RestingInterval = TimeSpan.FromHours(1);

    private DateTime _restsUntil = clock.UtcNow + RestingInterval;

    /// <summary>One round.</summary>
    internal async Task KeepUpAsync(CancellationToken cancellationToken)
    {
        var abilities = engine.Abilities;
        var (people, pack) = (abilities.People, abilities.Words);
        var any = pack is null ? null : await words.OfAsync(abilities.Stamp, "", cancellationToken);
        if (any is null)
            pictures.Forget();
        if (people is null)
            faces.Forget();
        if (any is null && people is null && clock.UtcNow < _restsUntil)
            return;
        _restsUntil = clock.UtcNow + RestingInterval;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        if (people is not null)
            await faces.KeepUpAsync(db, cancellationToken);
        if (any is not null)
            await pictures.OfAsync(db, pack!.Pack, any.Length, cancellationToken);
        await faces.ForgetChangesAsync(db, cancellationToken);
        await pictures.ForgetChangesAsync(db, cancellationToken);
    }

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Vectors could not be read; trying again")]
    private partial void LogFailure(Exception failure);
}
