using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Photos;

#pragma warning disable CA1862 // the database lowers the text: it knows no comparison that ignores case

namespace Pixeli.Search;

/// <summary>
/// What could be meant by what was typed so far, among what the caller may read: three statements, however much there is.
/// People are found by <c>/auth/search</c>.
/// </summary>
public sealed class SearchSuggestions(PixeliDb db)
{
    private const int Most = 4;
    private const int MaxText = 100;

    public async Task<SuggestedFilters> ForAsync(string? typed, Caller caller, CancellationToken cancellationToken)
    {
        var text = (typed ?? "").Trim().TrimStart('#').ToLowerInvariant().Replace("\0", "", StringComparison.Ordinal);
        if (text.Length is 0 or > MaxText)
            return new([], []);
        var events = await db.Events.AsNoTracking().Where(EventAccess.CanRead(caller)).Where(item => item.Title.ToLower().Contains(text))
            .OrderByDescending(item => item.Title.ToLower().StartsWith(text)).ThenByDescending(item => item.CreatedAt).Take(Most)
            .Select(item => new SuggestedEvent(item.Id, item.Title)).ToListAsync(cancellationToken);

        var readable = db.Photos.Where(PhotoAccess.CanRead(caller));
        var (given, seen) = (db.PhotoTags, db.AutoTags.Where(tag => !tag.Removed));
        var words = given.Where(tag => tag.Normalized.Contains(text)).Select(tag => tag.Normalized).Distinct()
            .Where(word => given.Any(tag => tag.Normalized == word && readable.Any(photo => photo.Id == tag.PhotoId)));
        var objects = seen.Where(tag => tag.Tag.Contains(text)).Select(tag => tag.Tag).Distinct()
            .Where(word => seen.Any(tag => tag.Tag == word && readable.Any(photo => photo.Id == tag.PhotoId)));
        List<string> tags = [.. await FirstAsync(words, text, cancellationToken), .. await FirstAsync(objects, text, cancellationToken)];
        return new(events, [.. tags.Distinct().OrderByDescending(tag => tag.StartsWith(text, StringComparison.Ordinal)).ThenBy(tag => tag, StringComparer.Ordinal).Take(Most)]);
    }

    private static Task<List<string>> FirstAsync(IQueryable<string> tags, string text, CancellationToken cancellationToken) =>
        tags.OrderByDescending(tag => tag.StartsWith(text)).ThenBy(tag => tag).Take(Most).ToListAsync(cancellationToken);
}

/// <summary>Filters that fit what was typed.</summary>
/// <param name="Events">Events with it in their title.</param>
/// <param name="Tags">Tags with it in them, lower case.</param>
public sealed record SuggestedFilters(IReadOnlyList<SuggestedEvent> Events, IReadOnlyList<string> Tags);

/// <summary>An event that could be meant.</summary>
/// <param name="Id">For the filter <c>event</c>.</param>
/// <param name="Title">Its title.</param>
public sealed record SuggestedEvent(Guid Id, string Title);
