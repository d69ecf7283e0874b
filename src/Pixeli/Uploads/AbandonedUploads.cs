using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Photos;
using Pixeli.Storage;

namespace Pixeli.Uploads;

/// <summary>
/// An original that got into storage while its row was not committed belongs to nobody, since its upload was never acknowledged.
/// The intent files of a dead process tell which ones to look at.
/// </summary>
internal sealed class AbandonedUploads(PixeliDb db, IBlobStore store) : IInstanceCleanup
{
    public async Task CleanUpAsync(Guid instance, string staging, CancellationToken cancellationToken)
    {
        foreach (var intent in Directory.EnumerateFiles(staging, "*" + Staging.IntentSuffix))
        {
            if (Guid.TryParseExact(Path.GetFileNameWithoutExtension(intent), "N", out var id)
                && !await db.Photos.AnyAsync(photo => photo.Id == id, cancellationToken))
                await store.DeleteAllAsync(PhotoBlobs.Prefix(id), cancellationToken);
        }
    }
}
