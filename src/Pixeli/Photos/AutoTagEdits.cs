using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Photos;

/// <summary>Takes automatic tags away, and gives back what was taken away.</summary>
internal static class AutoTagEdits
{
    /// <summary>Keeps the tags that are named, also those that were taken away before. Words that are no tags of the photo change nothing. Call inside a write transaction.</summary>
    public static async Task KeepAutoTagsAsync(this PixeliDb db, Guid photo, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        var kept = tags.Select(tag => tag?.Trim().ToLowerInvariant() ?? "").ToList();
        await db.AutoTags.Where(tag => tag.PhotoId == photo)
            .ExecuteUpdateAsync(set => set.SetProperty(tag => tag.Removed, tag => !kept.Contains(tag.Tag)), cancellationToken);
    }
}
