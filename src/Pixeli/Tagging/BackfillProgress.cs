using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Tagging;

/// <summary>How far looking at photos is.</summary>
/// <param name="Total">Completed photos.</param>
/// <param name="Current">Looked at with all there is now.</param>
/// <param name="Waiting">New photos that wait.</param>
/// <param name="Outdated">Looked at with something else, or not at all: what a backfill goes over.</param>
/// <param name="Failed">Could not be looked at with what there is now.</param>
/// <param name="Runs">True while a backfill is under way or could go on at once.</param>
public sealed record BackfillProgress(int Total, int Current, int Waiting, int Outdated, int Failed, bool Runs);

/// <summary>Counts them. One statement.</summary>
public sealed class BackfillCounts(PixeliDb db, IVisionEngine engine, VisionSettings settings)
{
    public async Task<BackfillProgress> CountAsync(CancellationToken cancellationToken)
    {
        var choices = await settings.ReadAsync(cancellationToken);
        var stamp = VisionStamp.Of(engine.Abilities, choices).ToString();
        var counts = await db.PhotoVisions.GroupBy(vision => new { vision.Status, IsCurrent = vision.Stamp == stamp })
            .Select(group => new { group.Key.Status, group.Key.IsCurrent, Count = group.Count() }).ToListAsync(cancellationToken);
        int Count(Func<VisionStatus, bool, bool> which) => counts.Where(row => which(row.Status, row.IsCurrent)).Sum(row => row.Count);
        return new(
            Count((_, _) => true),
            Count((status, isCurrent) => status == VisionStatus.Done && isCurrent),
            Count((status, _) => status is VisionStatus.Pending or VisionStatus.Claimed),
            Count((status, isCurrent) => status is VisionStatus.Done or VisionStatus.Failed && !isCurrent),
            Count((status, isCurrent) => status == VisionStatus.Failed && isCurrent),
            choices.BackfillRuns);
    }
}
