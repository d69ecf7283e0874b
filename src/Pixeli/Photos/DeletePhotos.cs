using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Notifications;

namespace Pixeli.Photos;

/// <summary>Deletes photos: the rows at once, which ends every media URL, and the bytes soon after.</summary>
public static class DeletePhotos
{
    /// <summary>Call inside a write transaction, for some hundred photos at most: others who write wait until they are gone.</summary>
    /// <returns>How many there were; another transaction's deletions are not among them.</returns>
    public static async Task<int> DeletePhotosAsync(this PixeliDb db, IReadOnlyCollection<Guid> photos, DateTime now, CancellationToken cancellationToken)
    {
        var which = db.Photos.Where(photo => photos.Contains(photo.Id));
        if (!db.IsSqlite) // holds the rows: from here on no worker claims them, and nobody else deletes them
            await which.ExecuteUpdateAsync(set => set.SetProperty(photo => photo.Status, photo => photo.Status), cancellationToken);
        var doomed = await which.Select(photo => new { photo.Id, photo.ClaimedUntil }).ToListAsync(cancellationToken);
        db.AddRange(doomed.Select(photo => new BlobRemoval { PhotoId = photo.Id, DueAt = photo.ClaimedUntil > now ? photo.ClaimedUntil.Value : now }));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        var ids = doomed.ConvertAll(photo => photo.Id);
        await db.Notifications.Where(item => ids.Contains(item.TargetId)).ExecuteDeleteAsync(cancellationToken);
        return await which.ExecuteDeleteAsync(cancellationToken);
    }
}
