using Microsoft.Extensions.Options;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;

namespace Pixeli.Tagging.Queue;

/// <summary>Looks at photos one after another, whenever nothing else is to be done.</summary>
internal sealed partial class VisionWorker(
    IServiceScopeFactory scopes, IVisionEngine engine, Quiet quiet, Signals signals, IOptions<TaggingOptions> options, ILogger<VisionWorker> logger)
    : BackgroundService
{
    // What a lost signal, or a photo completed by another process, waits at most.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // After an outage the database may say that this process holds a photo: what was seen of it could not be written, or the answer to a claim was lost.
    private bool _mayHold;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.Enabled ? Task.Run(() => WorkAsync(stoppingToken), stoppingToken) : Task.CompletedTask;

    private async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await SeeNextAsync(stopping))
                    continue;
                if (await signals.PhotosToSee.WaitAsync(Interval, stopping))
                    quiet.Stir();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (PassingTrouble.Is(failure))
            {
                LogFailure(failure);
                _mayHold = true;
                await Task.Delay(Interval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> SeeNextAsync(CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var queue = scope.ServiceProvider.GetRequiredService<VisionQueue>();
        if (_mayHold)
        {
            await queue.ReleaseAllAsync(stopping); // instead of waiting for its lease to end
            _mayHold = false;
        }

        var abilities = engine.Abilities;
        if (abilities.IsNone)
        {
            if (engine.UnavailableReason is null)
                await queue.PassNewAsync(stopping);
            return false;
        }

        var choices = await scope.ServiceProvider.GetRequiredService<VisionSettings>().ReadAsync(stopping);
        var stamp = choices.BackfillRuns ? VisionStamp.Of(abilities, choices).ToString() : null;
        if (!await queue.AnyAsync(stamp, stopping))
            return false;
        await quiet.WaitAsync(stopping);
        var fresh = await queue.ClaimAsync(stopping);
        var found = fresh ?? (stamp is null ? null : await queue.ClaimOldAsync(stamp, stopping));
        if (found is null)
            return false;
        await scope.ServiceProvider.GetRequiredService<PhotoSeer>().SeeAsync(found, choices, stopping);
        if (fresh is null)
            await Task.Delay(options.Value.BackfillPause, stopping);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Photos could not be looked at: the database or storage is away; trying again")]
    private partial void LogFailure(Exception failure);
}
