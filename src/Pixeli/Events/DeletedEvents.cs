using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Photos;

namespace Pixeli.Events;

/// <summary>
/// Removes events that were deleted, and their photos: some at a time, so that others who write need not wait for all of them. What a process that died
/// left is still marked, and the next goes on with it.
/// </summary>
internal sealed class DeletedEvents(PixeliDb db, TimeProvider clock)
{
    private const int BatchSize = 100;

    /// <summary>False when there is nothing to remove that nobody else removes.</summary>
    public async Task<bool> RemoveSomeAsync(CancellationToken cancellationToken) =>
        await db.Events.AnyAsync(item => item.DeletedAt != null, cancellationToken) // most looks find nothing: do not take the writer's turn for them
            && await db.WriteAsync(() => RemoveAsync(cancellationToken), cancellationToken);

    private async Task<bool> RemoveAsync(CancellationToken cancellationToken)
    {
        if (await NextAsync(cancellationToken) is not [var id])
            return false;
        var photos = await db.Photos.Where(photo => photo.EventId == id).Select(photo => photo.Id).Take(BatchSize).ToListAsync(cancellationToken);
        if (photos.Count > 0)
            await db.DeletePhotosAsync(photos, clock.UtcNow, cancellationToken);
        else
            await db.Events.Where(item => item.Id == id).ExecuteDeleteAsync(cancellationToken);
        return true;
    }

    // On PostgreSQL held until the end, so that two processes do not remove the same photos.
    private Task<List<Guid>> NextAsync(CancellationToken cancellationToken) => db.IsSqlite
        ? db.Events.Where(item => item.DeletedAt != null).OrderBy(item => item.DeletedAt).Select(item => item.Id).Take(1).ToListAsync(cancellationToken)
        : db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM events WHERE deleted_at IS NOT NULL ORDER BY deleted_at LIMIT 1 FOR UPDATE SKIP LOCKED")
            .ToListAsync(cancellationToken);
}
