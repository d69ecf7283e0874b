using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Photos;

namespace Pixeli.Engagement;

/// <summary>A photo that somebody likes or comments on: who is told, and in which event it is seen.</summary>
internal sealed record EngagedPhoto(Guid PhotographerId, Guid EventId);

internal static class EngagedPhotos
{
    /// <summary>
    /// Counts on a photo that the caller may read; null when there is none. Comes first in a transaction: on PostgreSQL it makes
    /// those who engage with one photo take turns, and it says whether the caller may at all.
    /// </summary>
    public static async Task<EngagedPhoto?> CountAsync(
        this PixeliDb db, Guid photo, Caller caller, Action<UpdateSettersBuilder<Photo>> count, CancellationToken cancellationToken)
    {
        var readable = db.Photos.Where(item => item.Id == photo).Where(PhotoAccess.CanRead(caller));
        if (await readable.ExecuteUpdateAsync(count, cancellationToken) == 0)
            return null;
        return await db.Photos.Where(item => item.Id == photo)
            .Select(item => new EngagedPhoto(item.PhotographerId, item.EventId)).FirstAsync(cancellationToken);
    }
}
