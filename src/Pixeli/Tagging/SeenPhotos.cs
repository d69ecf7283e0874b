using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Photos;

namespace Pixeli.Tagging;

/// <summary>What the machine made of some photos so far. Two statements, however many there are.</summary>
public sealed class SeenPhotos(PixeliDb db)
{
    /// <summary>Those of some photos that the caller may read.</summary>
    public async Task<IReadOnlyList<SeenPhoto>> OfAsync(IReadOnlyCollection<Guid> ids, Caller caller, CancellationToken cancellationToken)
    {
        var readable = db.Photos.Where(PhotoAccess.CanRead(caller)).Where(photo => ids.Contains(photo.Id));
        var (sights, autoTags) = (db.PhotoVisions, db.AutoTags);
        var photos = await readable.Select(photo => new
        {
            photo.Id,
            IsSeen = (photo.Status == PhotoStatus.Completed || photo.Status == PhotoStatus.Failed)
                && !sights.Any(vision => vision.PhotoId == photo.Id && (vision.Status == VisionStatus.Pending || vision.Status == VisionStatus.Claimed)),
        }).ToListAsync(cancellationToken);
        var tags = await autoTags.Where(tag => !tag.Removed && readable.Any(photo => photo.Id == tag.PhotoId))
            .OrderByDescending(tag => tag.Score).ThenBy(tag => tag.Tag).Select(tag => new { tag.PhotoId, tag.Tag }).ToListAsync(cancellationToken);
        var words = tags.ToLookup(tag => tag.PhotoId, tag => tag.Tag);
        return [.. photos.Select(photo => new SeenPhoto(photo.Id, photo.IsSeen, [.. words[photo.Id]]))];
    }
}

/// <summary>What the machine made of a photo so far.</summary>
/// <param name="Id">The photo.</param>
/// <param name="IsSeen">False while it waits to be looked at.</param>
/// <param name="AutoTags">The best first.</param>
public sealed record SeenPhoto(Guid Id, bool IsSeen, IReadOnlyList<string> AutoTags);
