using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.Checkups;
using Pixeli.Photos;

namespace Pixeli.Processing;

/// <summary>Looks for photos that no worker will ever take, and for claims that nobody holds any more.</summary>
internal sealed class StuckPhotosCheckup(PixeliDb db, TimeProvider clock) : ICheckup
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    public string Title => "Photos in work";

    public async IAsyncEnumerable<Finding> LookAsync(CheckupOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = clock.UtcNow - Late;
        var waiting = db.Photos.Where(photo => photo.Status == PhotoStatus.Pending || photo.Status == PhotoStatus.Processing);
        foreach (var id in await waiting.Where(photo => photo.ClaimedUntil == null).Select(photo => photo.Id).ToListAsync(cancellationToken))
            yield return new("photo-stuck", $"{id}", "It waits and is in no queue.", token => QueueAsync(id, token));
        foreach (var id in await waiting.Where(photo => photo.Status == PhotoStatus.Processing && photo.ClaimedUntil <= before).Select(photo => photo.Id).ToListAsync(cancellationToken))
            yield return new("claim-dead", $"{id}", "Its worker died long ago and no other took it: does a worker run?", token => QueueAsync(id, token));
    }

    private Task QueueAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        return db.WriteAsync(
            () => db.Photos
                .Where(photo => photo.Id == id && (photo.Status == PhotoStatus.Pending || photo.Status == PhotoStatus.Processing))
                .Where(photo => photo.ClaimedUntil == null || photo.ClaimedUntil <= now)
                .ExecuteUpdateAsync(set => set.SetProperty(photo => photo.ClaimedUntil, now), cancellationToken),
            cancellationToken);
    }
}
