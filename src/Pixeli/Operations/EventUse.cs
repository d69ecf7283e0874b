using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Photos;

namespace Pixeli.Operations;

/// <summary>How much room events take.</summary>
public sealed class EventUse(PixeliDb db)
{
    /// <summary>Bytes of the originals by event, in one statement; events without photos are missing.</summary>
    public Task<Dictionary<Guid, long>> BytesAsync(IReadOnlyCollection<Guid> events, CancellationToken cancellationToken) => db.Photos
        .Where(photo => events.Contains(photo.EventId)).GroupBy(photo => photo.EventId)
        .Select(photos => new { photos.Key, Bytes = photos.Sum(photo => photo.Bytes) })
        .ToDictionaryAsync(row => row.Key, row => row.Bytes, cancellationToken);
}
