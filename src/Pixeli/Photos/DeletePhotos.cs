using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Notifications;

namespace Pixeli.Photos;

/// <summary>Deletes photos: the rows at once, which ends every media URL, and the bytes soon after.</summary>
public static class DeletePhotos
{
    /// <summary>Call inside a write transaction, and lock the event first when photos are chosen by it: no other may join them.</summary>
    /// <returns>How many there were; another transaction's deletions are not among them.</returns>
    public static async Task<int> DeletePhotosAsync(
        this PixeliDb db, Expression<Func<Photo, bool>> which, DateTime now, CancellationToken cancellationToken)
    {
        if (!db.IsSqlite) // holds the rows: from here on no worker claims them, and nobody else deletes them
            await db.Photos.Where(which).ExecuteUpdateAsync(set => set.SetProperty(photo => photo.Status, photo => photo.Status), cancellationToken);
        var doomed = await db.Photos.Where(which).Select(photo => new { photo.Id, photo.ClaimedUntil }).ToListAsync(cancellationToken);
        db.AddRange(doomed.Select(photo => new BlobRemoval { PhotoId = photo.Id, DueAt = photo.ClaimedUntil > now ? photo.ClaimedUntil.Value : now }));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        var photos = db.Photos.Where(which);
        await db.Notifications.Where(item => photos.Any(photo => photo.Id == item.TargetId)).ExecuteDeleteAsync(cancellationToken);
        return await db.Photos.Where(which).ExecuteDeleteAsync(cancellationToken);
    }
}
