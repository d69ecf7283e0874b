using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Photos;

/// <summary>Who changes a photo and what belongs to it waits for others who do.</summary>
public static class PhotoTurns
{
    /// <summary>
    /// Makes who is about to write a photo's tags wait for others who change the photo, as edits do by changing its row first. Call inside a write
    /// transaction: on PostgreSQL writing a tag locks the photo in the end, and whoever has it by then may be waiting for the tag.
    /// </summary>
    public static Task TakeTurnAsync(this PixeliDb db, Guid photo, CancellationToken cancellationToken) => db.IsSqlite
        ? Task.CompletedTask
        : db.Database.ExecuteSqlAsync($"SELECT 1 FROM photos WHERE id = {photo} FOR NO KEY UPDATE", cancellationToken);
}
