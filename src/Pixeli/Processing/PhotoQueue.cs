using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.Options;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Photos;

namespace Pixeli.Processing;

/// <summary>
/// The queue of photos: their rows. A claim is one statement and a lease; who does not renew it loses the photo to the next.
/// </summary>
internal sealed class PhotoQueue(PixeliDb db, Instance instance, TimeProvider clock, IOptions<ProcessingOptions> options, ProcessingTimes times)
{
    private const string ClaimSql = """
        UPDATE photos
        SET status = 'PR', claimed_by = {0}, claimed_until = {1},
            interruptions = interruptions + CASE WHEN status = 'PR' THEN 1 ELSE 0 END
        WHERE id = (
            SELECT id FROM photos WHERE status IN ('PE', 'PR') AND (claimed_until <= {2} OR claimed_until > {3}) ORDER BY claimed_until LIMIT 1 /*lock*/)
        RETURNING *
        """;

    private static readonly string PostgresClaimSql = ClaimSql.Replace("/*lock*/", "FOR UPDATE SKIP LOCKED", StringComparison.Ordinal);

    /// <summary>The photo that has waited longest, now held by this process; null when none waits.</summary>
    public async Task<Photo?> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var latest = now + Longest;
        if (!await db.Photos.AnyAsync(
            photo => (photo.Status == PhotoStatus.Pending || photo.Status == PhotoStatus.Processing) && (photo.ClaimedUntil <= now || photo.ClaimedUntil > latest),
            cancellationToken))
            return null; // most looks find nothing: do not take the writer's turn for them
        var claimed = await db.WriteAsync(
            () => db.Photos
                .FromSqlRaw(db.IsSqlite ? ClaimSql : PostgresClaimSql, instance.Id, db.Instant(now + options.Value.Lease), db.Instant(now), db.Instant(latest))
                .AsNoTracking().ToListAsync(cancellationToken),
            cancellationToken);
        return claimed.Count > 0 ? claimed[0] : null;
    }

    /// <summary>Extends the lease; false when the photo is no longer ours.</summary>
    public async Task<bool> RenewAsync(Guid photo, CancellationToken cancellationToken)
    {
        var until = clock.UtcNow + options.Value.Lease;
        return await ChangeAsync(photo, set => set.SetProperty(row => row.ClaimedUntil, until), cancellationToken);
    }

    /// <summary>Gives a photo back untouched.</summary>
    public Task<bool> ReleaseAsync(Guid photo, CancellationToken cancellationToken) => PostponeAsync(photo, TimeSpan.Zero, cancellationToken);

    /// <summary>Gives a photo back untouched, to be tried again after a pause: what stands in its way is none of its fault.</summary>
    public Task<bool> PostponeAsync(Guid photo, TimeSpan pause, CancellationToken cancellationToken)
    {
        times.Count("postponed");
        return ChangeAsync(photo, Untouched(clock.UtcNow + pause), cancellationToken);
    }

    /// <summary>Gives back untouched what this process holds without any of its workers having it in hand.</summary>
    public Task<int> ReleaseAllButAsync(IReadOnlyCollection<Guid> inHand, CancellationToken cancellationToken) => db.WriteAsync(
        () => db.Photos.Where(photo => photo.Status == PhotoStatus.Processing && photo.ClaimedBy == instance.Id && !inHand.Contains(photo.Id))
            .ExecuteUpdateAsync(Untouched(clock.UtcNow), cancellationToken),
        cancellationToken);

    /// <summary>Records a failed attempt: another after a pause, or none when <paramref name="isFinal"/> or it was the last.</summary>
    public Task<bool> FailAsync(Photo photo, string reason, bool isFinal, CancellationToken cancellationToken)
    {
        var attempts = photo.Attempts + 1;
        var isOver = isFinal || attempts >= options.Value.MaxAttempts;
        times.Count(isOver ? "failed" : "retried");
        if (isOver)
            return ChangeAsync(
                photo.Id,
                set => set.SetProperty(row => row.Status, PhotoStatus.Failed)
                    .SetProperty(row => row.Attempts, attempts)
                    .SetProperty(row => row.ProcessingErrors, reason)
                    .SetProperty(row => row.ClaimedBy, (Guid?)null)
                    .SetProperty(row => row.ClaimedUntil, (DateTime?)null),
                cancellationToken);
        var again = clock.UtcNow + (options.Value.RetryPause * Math.Pow(5, attempts - 1));
        return ChangeAsync(
            photo.Id,
            set => set.SetProperty(row => row.Status, PhotoStatus.Pending)
                .SetProperty(row => row.Attempts, attempts)
                .SetProperty(row => row.ProcessingErrors, reason)
                .SetProperty(row => row.ClaimedBy, (Guid?)null)
                .SetProperty(row => row.ClaimedUntil, again),
            cancellationToken);
    }

    /// <summary>Records what processing found out, and makes the photo visible.</summary>
    public async Task<bool> CompleteAsync(Guid photo, ProcessedPhoto processed, CancellationToken cancellationToken)
    {
        var done = await RecordAsync(photo, processed, cancellationToken);
        times.Count(done ? "completed" : "lost");
        return done;
    }

    private Task<bool> RecordAsync(Guid photo, ProcessedPhoto processed, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var done = await Held(photo).ExecuteUpdateAsync(
                set =>
                {
                    set.SetProperty(row => row.Status, PhotoStatus.Completed)
                        .SetProperty(row => row.Width, processed.Width)
                        .SetProperty(row => row.Height, processed.Height)
                        .SetProperty(row => row.Placeholder, processed.Placeholder)
                        .SetProperty(row => row.Meta, processed.Meta)
                        .SetProperty(row => row.UtcOffset, processed.UtcOffset)
                        .SetProperty(row => row.ProcessingErrors, (string?)null)
                        .SetProperty(row => row.ClaimedBy, (Guid?)null)
                        .SetProperty(row => row.ClaimedUntil, (DateTime?)null);
                    if (processed.TakenAt is { } takenAt)
                        set.SetProperty(row => row.Timestamp, row => row.TimestampGiven ? row.Timestamp : takenAt);
                },
                cancellationToken) > 0;
            if (done)
                await AddTagsAsync(photo, processed.Keywords, cancellationToken);
            return done;
        },
        cancellationToken);

    /// <summary>Gives back at once what a dead process held, instead of waiting for its leases to end.</summary>
    public Task<int> ReleaseAllOfAsync(Guid deadInstance, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        return db.WriteAsync(
            () => db.Photos.Where(photo => photo.Status == PhotoStatus.Processing && photo.ClaimedBy == deadInstance)
                .ExecuteUpdateAsync(set => set.SetProperty(photo => photo.ClaimedUntil, now), cancellationToken),
            cancellationToken);
    }

    // Nothing waits for longer: who seems to was written before the clock was put back, and is due.
    private TimeSpan Longest => TimeSpan.FromMinutes(1)
        + TimeSpan.FromTicks(Math.Max(options.Value.Lease.Ticks, (options.Value.RetryPause * Math.Pow(5, options.Value.MaxAttempts)).Ticks));

    private static Action<UpdateSettersBuilder<Photo>> Untouched(DateTime again) => set => set
        .SetProperty(row => row.Status, PhotoStatus.Pending)
        .SetProperty(row => row.ClaimedBy, (Guid?)null)
        .SetProperty(row => row.ClaimedUntil, again);

    private Task<bool> ChangeAsync(Guid photo, Action<UpdateSettersBuilder<Photo>> set, CancellationToken cancellationToken) =>
        db.WriteAsync(async () => await Held(photo).ExecuteUpdateAsync(set, cancellationToken) > 0, cancellationToken);

    // Ownership is part of the statement: a worker that lost its lease changes nothing.
    private IQueryable<Photo> Held(Guid photo) =>
        db.Photos.Where(row => row.Id == photo && row.Status == PhotoStatus.Processing && row.ClaimedBy == instance.Id);

    private async Task AddTagsAsync(Guid photo, IReadOnlyList<string> keywords, CancellationToken cancellationToken)
    {
        if (keywords.Count == 0)
            return;
        var known = await db.PhotoTags.Where(tag => tag.PhotoId == photo).Select(tag => tag.Normalized).ToListAsync(cancellationToken);
        var tags = keywords.Select(keyword => new PhotoTag { PhotoId = photo, Tag = keyword, Normalized = keyword.ToLowerInvariant() })
            .DistinctBy(tag => tag.Normalized).Where(tag => !known.Contains(tag.Normalized));
        db.PhotoTags.AddRange(tags);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
