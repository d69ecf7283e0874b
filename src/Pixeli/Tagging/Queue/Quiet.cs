using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pixeli.Data;
using Pixeli.Photos;

namespace Pixeli.Tagging.Queue;

/// <summary>Lets uploads go first: waits until no photo has waited to be processed for a moment, or until its patience ends.</summary>
internal sealed class Quiet(IServiceScopeFactory scopes, TimeProvider clock, IOptions<TaggingOptions> options)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private long _lastBusy;

    /// <summary>A photo was completed just now: another may be on its way.</summary>
    public void Stir() => _lastBusy = clock.GetTimestamp();

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        while (clock.GetElapsedTime(begun) < options.Value.Patience)
        {
            if (await IsBusyAsync(cancellationToken))
                Stir();
            else if (_lastBusy == 0 || clock.GetElapsedTime(_lastBusy) >= options.Value.Quiet)
                return;
            await Task.Delay(Look, cancellationToken);
        }
    }

    private async Task<bool> IsBusyAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PixeliDb>().Photos
            .AnyAsync(photo => photo.Status == PhotoStatus.Pending || photo.Status == PhotoStatus.Processing, cancellationToken);
    }
}
