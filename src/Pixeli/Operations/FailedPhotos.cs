using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Photos;

namespace Pixeli.Operations;

/// <summary>A photo that was given up, and why.</summary>
public sealed record FailedPhoto(Guid Id, string FileName, Guid EventId, string EventTitle, string Photographer, string Reason, int Attempts, DateTime CreatedAt);

/// <summary>Photos that could not be processed, for administrators.</summary>
public sealed class FailedPhotos(PixeliDb db, Signals signals, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <summary>Newest upload first, after <paramref name="after"/> where that is given.</summary>
    public Task<List<FailedPhoto>> ListAsync(Guid? after, int limit, CancellationToken cancellationToken)
    {
        var photos = db.Photos.Where(photo => photo.Status == PhotoStatus.Failed);
        if (after is { } last)
            photos = photos.Where(photo => photo.Id < last);
        return photos.OrderByDescending(photo => photo.Id).Take(limit)
            .Select(photo => new FailedPhoto(
                photo.Id,
                photo.FileName,
                photo.EventId,
                photo.Event!.Title,
                photo.Photographer!.Name,
                photo.ProcessingErrors ?? "",
                photo.Attempts,
                photo.CreatedAt))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Has all of them processed again, with all their attempts. Returns how many.</summary>
    public async Task<int> RetryAllAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        Guid? last = null;
        while (true)
        {
            var ids = await db.Photos.Where(photo => photo.Status == PhotoStatus.Failed && (last == null || photo.Id < last))
                .OrderByDescending(photo => photo.Id).Select(photo => photo.Id).Take(BatchSize).ToListAsync(cancellationToken);
            if (ids.Count == 0)
                return total;
            total += await RetryAsync(ids, cancellationToken);
            last = ids[^1];
        }
    }

    private async Task<int> RetryAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var retried = await db.WriteAsync(
            () => db.Photos.Where(photo => ids.Contains(photo.Id)).RetryFailedAsync(now, cancellationToken), cancellationToken);
        for (var index = 0; index < retried; index++)
            signals.PhotosPending.Raise();
        return retried;
    }
}
