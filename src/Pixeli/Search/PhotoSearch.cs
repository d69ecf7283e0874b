using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Paging;
using Pixeli.Photos;

#pragma warning disable CA1862 // the database lowers the text: it knows no comparison that ignores case

namespace Pixeli.Search;

/// <summary>Finds photos among those the caller may read, newest first. Two statements: how many, and which.</summary>
public sealed class PhotoSearch(PixeliDb db, PhotoQueries photos)
{
    public Task<int> CountAsync(PhotoFilter filter, Caller caller, CancellationToken cancellationToken) =>
        Found(filter, caller).CountAsync(cancellationToken);

    public IAsyncEnumerable<PhotoItem> Results(PhotoFilter filter, Caller caller, PageKey? after, int? limit)
    {
        var found = Found(filter, caller);
        if (after is { Instant: var instant, Id: var id })
            found = found.Where(photo => photo.Timestamp <= instant && (photo.Timestamp < instant || photo.Id < id));
        return photos.Items(found.OrderByDescending(photo => photo.Timestamp).ThenByDescending(photo => photo.Id), caller, limit);
    }

    private IQueryable<Photo> Found(PhotoFilter filter, Caller caller)
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
        var (photoTags, autoTags) = (db.PhotoTags, db.AutoTags.Where(tag => !tag.Removed));
        if (filter.Tags is { Count: > 0 } tags)
        {
            found = found.Where(photo => photoTags.Where(tag => tags.Contains(tag.Normalized)).Select(tag => tag.PhotoId)
                .Union(autoTags.Where(tag => tags.Contains(tag.Tag)).Select(tag => tag.PhotoId)).Contains(photo.Id));
        }

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
