using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Checkups;
using Pixeli.Storage;

namespace Pixeli.Photos.Checkups;

/// <summary>Looks for deleted photos whose bytes nobody removes.</summary>
internal sealed class RemovalsCheckup(PixeliDb db, IBlobStore store, BlobHold hold, TimeProvider clock) : ICheckup
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    public string Title => "Deleted photos";

    public async IAsyncEnumerable<Finding> LookAsync(CheckupOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var before = clock.UtcNow - Late;
        var late = await db.Set<BlobRemoval>().Where(removal => removal.DueAt <= before).Select(removal => removal.PhotoId).ToListAsync(cancellationToken);
        if (late.Count == 0 || await hold.IsTakenAsync(cancellationToken))
            yield break; // a backup keeps them
        foreach (var photo in late)
            yield return new("removal-late", $"{photo}", "It is deleted and its files are still there: does a worker run?", token => RemoveAsync(photo, token));
    }

    private async Task RemoveAsync(Guid photo, CancellationToken cancellationToken)
    {
        await store.DeleteAllAsync(PhotoBlobs.Prefix(photo), cancellationToken);
        await db.WriteAsync(() => db.Set<BlobRemoval>().Where(removal => removal.PhotoId == photo).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }
}
