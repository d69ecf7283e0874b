using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Photos;

namespace Pixeli.Operations;

/// <summary>A photo that was given up, and why.</summary>
public sealed record FailedPhoto(Guid Id, string FileName, Guid EventId, string EventTitle, string Photographer, string Reason, int Attempts, DateTime CreatedAt)
{
    /// <summary>It lies in the file: another try ends the same.</summary>
    public bool IsFinal => FinalFailures.Include(Reason);
}

/// <summary>Photos that could not be processed: of an event for who looks after it, of all events for administrators.</summary>
public sealed class FailedPhotos(PixeliDb db, Signals signals, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <summary>Of an event, or of all; newest upload first, after <paramref name="after"/> where that is given.</summary>
    public Task<List<FailedPhoto>> ListAsync(Guid? eventId, Guid? after, int limit, CancellationToken cancellationToken)
    {
        var photos = Of(eventId);
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

    public Task<int> CountAsync(Guid eventId, CancellationToken cancellationToken) => Of(eventId).CountAsync(cancellationToken);

    /// <summary>Has one photo of an event processed again, with all its attempts. Returns how many that were: none when it did not fail.</summary>
    public Task<int> RetryAsync(Guid eventId, Guid photo, CancellationToken cancellationToken) =>
        RetryAsync(Of(eventId).Where(failed => failed.Id == photo), cancellationToken);

    /// <summary>Has those of an event that may pass processed again, with all their attempts. Returns how many.</summary>
    public Task<int> RetryAllAsync(Guid eventId, CancellationToken cancellationToken) => RetryAllAsync(Of(eventId).Where(FinalFailures.MayPass), cancellationToken);

    /// <summary>Has all there are processed again, with all their attempts: the server may have come to read more. Returns how many.</summary>
    public Task<int> RetryAllAsync(CancellationToken cancellationToken) => RetryAllAsync(Of(null), cancellationToken);

    private async Task<int> RetryAllAsync(IQueryable<Photo> photos, CancellationToken cancellationToken)
    {
        var total = 0;
        Guid? last = null;
        while (true)
        {
            var ids = await photos.Where(photo => last == null || photo.Id < last)
                .OrderByDescending(photo => photo.Id).Select(photo => photo.Id).Take(BatchSize).ToListAsync(cancellationToken);
            if (ids.Count == 0)
                return total;
            total += await RetryAsync(db.Photos.Where(photo => ids.Contains(photo.Id)), cancellationToken);
            last = ids[^1];
        }
    }

    private IQueryable<Photo> Of(Guid? eventId) =>
        db.Photos.Where(photo => photo.Status == PhotoStatus.Failed && photo.Event!.DeletedAt == null && (eventId == null || photo.EventId == eventId));

    private async Task<int> RetryAsync(IQueryable<Photo> photos, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var retried = await db.WriteAsync(() => photos.RetryFailedAsync(now, cancellationToken), cancellationToken);
        for (var index = 0; index < retried; index++)
            signals.PhotosPending.Raise();
        return retried;
    }
}
