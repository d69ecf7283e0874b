using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Paging;
using Pixeli.Photos;
using Pixeli.Tagging.Words;

#pragma warning disable CA1862 // the database lowers the text: it knows no comparison that ignores case

namespace Pixeli.Search;

/// <summary>
/// Finds photos among those the caller may read, newest first. Two statements: how many, and which. Where a pack knows words, photos that
/// look like what the words say come after those that have the words, the most alike first.
/// </summary>
public sealed class PhotoSearch(PixeliDb db, PhotoQueries photos, PictureSearch pictures)
{
    // Nobody looks further down a ranking.
    private const int MostAlike = 500;

    public Task<int> CountAsync(PhotoFilter filter, Caller caller, CancellationToken cancellationToken) =>
        filter.ByTag() is { } tag
            ? photos.CountByTagAsync(tag, caller, cancellationToken)
            : filter.IsCounted
                ? photos.CountAsync(filter.EventId, filter.ReadPerm, caller, cancellationToken)
                : photos.CountOnceAsync(filter.Identity, caller, () => Found(filter, caller).CountAsync(cancellationToken), cancellationToken);

    public IAsyncEnumerable<PhotoItem> Results(PhotoFilter filter, Caller caller, PageKey? after, int? limit)
    {
        if (filter.ByTag() is { } tag)
            return photos.ByTag(tag, caller, after, limit);
        return photos.Items(Found(filter, caller).After(after, PhotoOrder.TakenNewestFirst), caller, limit);
    }

    /// <summary>The photos that look like what the words say and do not have them; null where no pack knows words, or there are none.</summary>
    public async Task<AlikePhotos?> AlikeAsync(PhotoFilter filter, Caller caller, CancellationToken cancellationToken)
    {
        if (filter.Words.Count == 0 || !pictures.IsPossible)
            return null;
        // Whoever may read everything need not be told what that is.
        var among = caller.IsAdministrator && filter.IsWordsOnly ? null : Filtered(filter, caller);
        var alike = await pictures.FindAsync(string.Join(' ', filter.Words), among, MostAlike, cancellationToken);
        var ids = alike.Select(match => match.Id).ToList();
        var named = await Found(filter, caller).Where(photo => ids.Contains(photo.Id)).Select(photo => photo.Id).ToHashSetAsync(cancellationToken);
        return new([.. alike.Where(match => !named.Contains(match.Id))]);
    }

    /// <summary>The results with a ranking at their end.</summary>
    /// <param name="filter">What has the words.</param>
    /// <param name="alike">What comes after it, from <see cref="AlikeAsync"/>.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="after">Where the page before ended; <see cref="AlikePhotos.KeyOf"/> tells.</param>
    /// <param name="limit">How many at most; null for all.</param>
    public async IAsyncEnumerable<PhotoItem> Results(PhotoFilter filter, AlikePhotos? alike, Caller caller, PageKey? after, int? limit)
    {
        var count = 0;
        if (after?.Score is null)
        {
            await foreach (var photo in Results(filter, caller, after, limit))
            {
                count++;
                yield return photo;
            }
        }

        if (alike is null || count == limit)
            yield break;
        var ranked = alike.After(after).Take((limit ?? int.MaxValue) - count).ToList();
        var items = await photos.ByIdsAsync(ranked, caller, CancellationToken.None);
        foreach (var id in ranked.Where(items.ContainsKey))
            yield return items[id];
    }

    private IQueryable<Photo> Filtered(PhotoFilter filter, Caller caller)
    {
        var found = db.Photos.AsNoTracking().Where(PhotoAccess.CanRead(caller));
        if (filter.EventId is { } eventId)
            found = found.Where(photo => photo.EventId == eventId);
        if (filter.EventName is { } title)
            found = found.Where(photo => photo.Event!.Title.ToLower().Contains(title));
        if (filter.PhotographerId is { } photographer)
            found = found.Where(photo => photo.PhotographerId == photographer);
        if (filter.PhotographerName is { } name)
            found = found.Where(photo => photo.Photographer!.Name.ToLower().Contains(name) || photo.Photographer.UserName!.ToLower().Contains(name));
        if (filter.IsMine)
        {
            var me = caller.Id;
            found = found.Where(photo => photo.PhotographerId == me);
        }

        if (filter.IsLiked)
        {
            var me = caller.Id;
            var liked = db.Set<Like>().Where(like => like.UserId == me).Select(like => like.PhotoId);
            found = found.Where(photo => liked.Contains(photo.Id));
        }

        foreach (var person in filter.People)
            found = found.Where(photo => photo.TaggedPeople.Any(tagged => tagged.User!.NormalizedUserName == person));
        if (filter.From is { } from)
            found = found.Where(photo => photo.Timestamp >= from);
        if (filter.Until is { } until)
            found = found.Where(photo => photo.Timestamp < until);
        if (filter.ReadPerm is { } readPerm)
            found = found.Where(photo => photo.ReadPerm == readPerm);
        if (filter.Status is { } status)
            found = found.Where(photo => photo.Status == status);
        return filter.Tags.Count == 0 ? found : Tagged(found, filter);
    }

    // Of one person's photos each is looked up under the tags; otherwise all photos of the tags are gathered first.
    private IQueryable<Photo> Tagged(IQueryable<Photo> photos, PhotoFilter filter)
    {
        var (tags, listed) = (filter.Tags, db.PhotosByTag);
        if (filter.IsOfPhotographer)
            return photos.Where(photo => listed.Any(row => tags.Contains(row.Tag) && row.Timestamp == photo.Timestamp && row.PhotoId == photo.Id));
        var tagged = listed.Where(row => tags.Contains(row.Tag)).Select(row => row.PhotoId);
        return photos.Where(photo => tagged.Contains(photo.Id));
    }

    private IQueryable<Photo> Found(PhotoFilter filter, Caller caller)
    {
        var found = Filtered(filter, caller);
        var (photoTags, autoTags) = (db.PhotoTags, db.AutoTags.Where(tag => !tag.Removed));
        foreach (var word in filter.Words)
        {
            found = found.Where(photo => photo.Event!.Title.ToLower().Contains(word)
                || photo.Photographer!.Name.ToLower().Contains(word)
                || photo.Photographer.UserName!.ToLower().Contains(word)
                || photoTags.Where(tag => tag.Normalized.Contains(word)).Select(tag => tag.PhotoId)
                    .Union(autoTags.Where(tag => tag.Tag.Contains(word)).Select(tag => tag.PhotoId)).Contains(photo.Id));
        }

        return found;
    }
}
