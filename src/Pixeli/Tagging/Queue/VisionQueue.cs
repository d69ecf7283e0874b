using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.Options;
using Pixeli.Data;
using Pixeli.Hosting;

namespace Pixeli.Tagging.Queue;

/// <summary>
/// The queue of photos to look at: their rows beside the photos'. New photos first; while a backfill runs, then those that were
/// looked at with something else than there is now.
/// </summary>
internal sealed class VisionQueue(PixeliDb db, Instance instance, TimeProvider clock, IOptions<TaggingOptions> options)
{
    private const string ClaimSql = """
        UPDATE photo_vision SET status = 'CL', claimed_by = {0}, claimed_until = {1}
        WHERE photo_id = (
            SELECT photo_id FROM photo_vision WHERE status IN ('PE', 'CL') AND (claimed_until <= {2} OR claimed_until > {3}) ORDER BY claimed_until LIMIT 1 /*lock*/)
        RETURNING *
        """;

    private const string ClaimOldSql = """
        UPDATE photo_vision SET status = 'CL', claimed_by = {0}, claimed_until = {1}, attempts = 0
        WHERE photo_id = (SELECT photo_id FROM photo_vision WHERE status IN ('DO', 'FA') AND stamp /*side*/ {2} ORDER BY stamp LIMIT 1 /*lock*/)
        RETURNING *
        """;

    /// <summary>Whether there is a photo to look at. Most looks find none, and do not take the writer's turn for it.</summary>
    /// <param name="stamp">What there is now, where old photos are to be looked at again; null where not.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    public async Task<bool> AnyAsync(string? stamp, CancellationToken cancellationToken) =>
        await AnyNewAsync(cancellationToken)
        || (stamp is not null && (await Old(stamp).Below.AnyAsync(cancellationToken) || await Old(stamp).Above.AnyAsync(cancellationToken)));

    /// <summary>The photo that has waited longest, now held by this process; null when none waits.</summary>
    public async Task<PhotoVision?> ClaimAsync(CancellationToken cancellationToken) =>
        await AnyNewAsync(cancellationToken) ? await ClaimAsync(ClaimSql, [db.Instant(clock.UtcNow), db.Instant(clock.UtcNow + Longest)], cancellationToken) : null;

    /// <summary>A photo that was looked at with another stamp, now held by this process; null when there is none.</summary>
    public async Task<PhotoVision?> ClaimOldAsync(string stamp, CancellationToken cancellationToken) =>
        await ClaimAsync(ClaimOldSql.Replace("/*side*/", "<", StringComparison.Ordinal), [stamp], cancellationToken)
            ?? await ClaimAsync(ClaimOldSql.Replace("/*side*/", ">", StringComparison.Ordinal), [stamp], cancellationToken);

    /// <summary>There is nothing to see with, so new photos are as those that were there before the first pack: done, with nothing.</summary>
    public async Task PassNewAsync(CancellationToken cancellationToken)
    {
        if (await AnyNewAsync(cancellationToken))
        {
            await db.WriteAsync(
                () => db.PhotoVisions.Where(row => row.Status == VisionStatus.Pending)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.Status, VisionStatus.Done).SetProperty(row => row.ClaimedUntil, (DateTime?)null), cancellationToken),
                cancellationToken);
        }
    }

    /// <summary>Gives a photo back untouched.</summary>
    public Task ReleaseAsync(Guid photo, CancellationToken cancellationToken) => PostponeAsync(photo, TimeSpan.Zero, cancellationToken);

    /// <summary>Gives a photo back untouched, to be looked at after the pause of a failure: what stood in the way is none of its fault.</summary>
    public Task PostponeAsync(Guid photo, CancellationToken cancellationToken) => PostponeAsync(photo, options.Value.RetryPause, cancellationToken);

    private Task PostponeAsync(Guid photo, TimeSpan pause, CancellationToken cancellationToken) =>
        ChangeAsync(photo, Untouched(clock.UtcNow + pause), cancellationToken);

    /// <summary>Gives back untouched whatever this process holds.</summary>
    public Task<int> ReleaseAllAsync(CancellationToken cancellationToken) => db.WriteAsync(
        () => db.PhotoVisions.Where(row => row.Status == VisionStatus.Claimed && row.ClaimedBy == instance.Id)
            .ExecuteUpdateAsync(Untouched(clock.UtcNow), cancellationToken),
        cancellationToken);

    /// <summary>Records why a photo could not be looked at: another attempt after a pause, or none with this stamp.</summary>
    public Task FailAsync(PhotoVision held, string reason, bool isFinal, string stamp, CancellationToken cancellationToken)
    {
        var attempts = held.Attempts + 1;
        var gaveUp = isFinal || attempts >= options.Value.MaxAttempts;
        DateTime? again = gaveUp ? null : clock.UtcNow + options.Value.RetryPause;
        var words = reason.Cut(500);
        return ChangeAsync(
            held.PhotoId,
            set => set.SetProperty(row => row.Status, gaveUp ? VisionStatus.Failed : VisionStatus.Pending)
                .SetProperty(row => row.Attempts, attempts)
                .SetProperty(row => row.Reason, words)
                .SetProperty(row => row.Stamp, row => gaveUp ? stamp : row.Stamp)
                .SetProperty(row => row.ClaimedBy, (Guid?)null)
                .SetProperty(row => row.ClaimedUntil, again),
            cancellationToken);
    }

    /// <summary>Records that a photo was looked at. Call inside a write transaction, before anything that depends on it.</summary>
    /// <returns>False when the photo is no longer ours: it is gone, or another has it.</returns>
    public async Task<bool> CompleteAsync(Guid photo, string stamp, string findings, CancellationToken cancellationToken) =>
        await Held(photo).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, VisionStatus.Done)
                .SetProperty(row => row.Stamp, stamp)
                .SetProperty(row => row.Findings, findings)
                .SetProperty(row => row.Attempts, 0)
                .SetProperty(row => row.Reason, (string?)null)
                .SetProperty(row => row.ClaimedBy, (Guid?)null)
                .SetProperty(row => row.ClaimedUntil, (DateTime?)null),
            cancellationToken) > 0;

    /// <summary>Gives back at once what a dead process held.</summary>
    public Task<int> ReleaseAllOfAsync(Guid deadInstance, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        return db.WriteAsync(
            () => db.PhotoVisions.Where(row => row.Status == VisionStatus.Claimed && row.ClaimedBy == deadInstance)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ClaimedUntil, now), cancellationToken),
            cancellationToken);
    }

    private Task<bool> AnyNewAsync(CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var latest = now + Longest;
        return db.PhotoVisions.AnyAsync(
            vision => (vision.Status == VisionStatus.Pending || vision.Status == VisionStatus.Claimed)
                && (vision.ClaimedUntil <= now || vision.ClaimedUntil > latest),
            cancellationToken);
    }

    // Two sides, since an index finds what is smaller or larger, and not what is different.
    private (IQueryable<PhotoVision> Below, IQueryable<PhotoVision> Above) Old(string stamp)
    {
        var seen = db.PhotoVisions.Where(vision => vision.Status == VisionStatus.Done || vision.Status == VisionStatus.Failed);
        return (seen.Where(vision => vision.Stamp.CompareTo(stamp) < 0), seen.Where(vision => vision.Stamp.CompareTo(stamp) > 0));
    }

    // Nothing waits for longer: who seems to was written before the clock was put back, and is due.
    private TimeSpan Longest => TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(Math.Max(options.Value.Lease.Ticks, options.Value.RetryPause.Ticks));

    private async Task<PhotoVision?> ClaimAsync(string sql, object[] limits, CancellationToken cancellationToken)
    {
        var whole = db.IsSqlite ? sql : sql.Replace("/*lock*/", "FOR UPDATE SKIP LOCKED", StringComparison.Ordinal);
        var until = db.Instant(clock.UtcNow + options.Value.Lease);
        var claimed = await db.WriteAsync(
            () => db.PhotoVisions.FromSqlRaw(whole, [instance.Id, until, .. limits]).AsNoTracking().ToListAsync(cancellationToken), cancellationToken);
        return claimed.Count > 0 ? claimed[0] : null;
    }

    private static Action<UpdateSettersBuilder<PhotoVision>> Untouched(DateTime again) => set => set
        .SetProperty(row => row.Status, VisionStatus.Pending).SetProperty(row => row.ClaimedBy, (Guid?)null).SetProperty(row => row.ClaimedUntil, again);

    private Task ChangeAsync(Guid photo, Action<UpdateSettersBuilder<PhotoVision>> set, CancellationToken cancellationToken) =>
        db.WriteAsync(() => Held(photo).ExecuteUpdateAsync(set, cancellationToken), cancellationToken);

    // Ownership is part of the statement: a worker that lost its lease changes nothing.
    private IQueryable<PhotoVision> Held(Guid photo) =>
        db.PhotoVisions.Where(row => row.PhotoId == photo && row.Status == VisionStatus.Claimed && row.ClaimedBy == instance.Id);
}

/// <summary>Photos that a dead process held are given to the next worker at once.</summary>
internal sealed class AbandonedSights(VisionQueue queue, Signals signals) : IInstanceCleanup
{
    public async Task CleanUpAsync(Guid instance, string staging, CancellationToken cancellationToken)
    {
        if (await queue.ReleaseAllOfAsync(instance, cancellationToken) > 0)
            signals.PhotosToSee.Raise();
    }
}
