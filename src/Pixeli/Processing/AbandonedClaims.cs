using Pixeli.Hosting;

namespace Pixeli.Processing;

/// <summary>Photos that a dead process held are given to the next worker at once.</summary>
internal sealed class AbandonedClaims(PhotoQueue queue, Signals signals) : IInstanceCleanup
{
    public async Task CleanUpAsync(Guid instance, string staging, CancellationToken cancellationToken)
    {
        for (var released = await queue.ReleaseAllOfAsync(instance, cancellationToken); released > 0; released--)
            signals.PhotosPending.Raise();
    }
}
