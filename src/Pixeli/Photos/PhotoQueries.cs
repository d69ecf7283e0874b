using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Paging;
using Pixeli.Media;

namespace Pixeli.Photos;

/// <summary>Reads photos in their wire shapes, with the caller's permissions applied in the query.</summary>
public sealed class PhotoQueries(PixeliDb db, MediaUrls urls)
{
    /// <summary>Photos of an event that the caller may read, by the time they were taken. One statement, streamed.</summary>
    public IAsyncEnumerable<PhotoItem> OfEvent(Guid eventId, Caller caller, bool newestFirst, PageKey? after, int? limit)
    {
        var photos = db.Photos.AsNoTracking().Where(photo => photo.EventId == eventId).Where(PhotoAccess.CanRead(caller));
        if (after is { Instant: var instant, Id: var id })
        {
            photos = newestFirst
                ? photos.Where(photo => photo.Timestamp < instant || (photo.Timestamp == instant && photo.Id < id))
                : photos.Where(photo => photo.Timestamp > instant || (photo.Timestamp == instant && photo.Id > id));
        }

        photos = newestFirst
            ? photos.OrderByDescending(photo => photo.Timestamp).ThenByDescending(photo => photo.Id)
            : photos.OrderBy(photo => photo.Timestamp).ThenBy(photo => photo.Id);
        return Items(photos, caller, limit);
    }

    /// <summary>The caller's own photos (an administrator's: all), newest upload first. One statement, streamed.</summary>
    public IAsyncEnumerable<PhotoItem> Own(Caller caller, PageKey? after, int? limit)
    {
        var photos = db.Photos.AsNoTracking().Where(PhotoAccess.CanEdit(caller));
        if (after is { Id: var id })
            photos = photos.Where(photo => photo.Id < id);
        return Items(photos.OrderByDescending(photo => photo.Id), caller, limit);
    }

    /// <summary>Photos the caller is tagged in, newest upload first. One statement, streamed.</summary>
    public IAsyncEnumerable<PhotoItem> TaggedIn(Caller caller, PageKey? after, int? limit)
    {
        var id = caller.Id;
        var mine = db.TaggedPeople.Where(person => person.UserId == id).Select(person => person.PhotoId);
        var photos = db.Photos.AsNoTracking().Where(photo => mine.Contains(photo.Id)).Where(PhotoAccess.CanRead(caller));
        if (after is { Id: var last })
            photos = photos.Where(photo => photo.Id < last);
        return Items(photos.OrderByDescending(photo => photo.Id), caller, limit);
    }

    /// <summary>Those of some photos that the caller may read.</summary>
    public async Task<Dictionary<Guid, PhotoItem>> ByIdsAsync(IReadOnlyCollection<Guid> ids, Caller caller, CancellationToken cancellationToken) =>
        await Items(db.Photos.AsNoTracking().Where(photo => ids.Contains(photo.Id)).Where(PhotoAccess.CanRead(caller)), caller, null)
            .ToDictionaryAsync(photo => photo.Id, cancellationToken: cancellationToken);

    /// <summary>One photo, or null when it does not exist or the caller may not read it.</summary>
    public async Task<PhotoDetail?> DetailAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        var readable = db.Photos.AsNoTracking().Where(photo => photo.Id == id).Where(PhotoAccess.CanRead(caller));
        var row = await readable.Select(PhotoRow.For(caller)).FirstOrDefaultAsync(cancellationToken);
        if (row is null)
            return null;
        var canSeeCounters = PhotoAccess.CanSeeCounters(caller);
        var rest = await readable.Select(((System.Linq.Expressions.Expression<Func<Photo, DetailRow>>)(photo => new DetailRow
        {
            EventId = photo.EventId,
            Meta = photo.Meta,
            ReadPerm = photo.ReadPerm,
            SharePerm = photo.SharePerm,
            ProcessingErrors = photo.ProcessingErrors,
            FileName = photo.FileName,
            Bytes = photo.Bytes,
            Downloads = canSeeCounters.Holds(photo) ? photo.Downloads : null,
            Views = canSeeCounters.Holds(photo) ? photo.Views : null,
        })).Inline()).FirstOrDefaultAsync(cancellationToken);
        if (rest is null)
            return null;
        var people = await db.TaggedPeople.Where(person => person.PhotoId == id).OrderBy(person => person.CreatedAt)
            .Select(person => new PersonRow(person.UserId, person.User!.UserName!, person.User.Name, person.User.PictureVersion)).ToListAsync(cancellationToken);
        var tags = await db.PhotoTags.Where(tag => tag.PhotoId == id).OrderBy(tag => tag.Normalized)
            .Select(tag => tag.Tag).ToListAsync(cancellationToken);
        return ToDetail(row, rest, people, tags, caller);
    }

    private PhotoDetail ToDetail(PhotoRow row, DetailRow rest, List<PersonRow> people, List<string> tags, Caller caller) =>
        new(row.ToItem(urls, caller))
        {
            Event = rest.EventId,
            Meta = JsonElement.Parse(rest.Meta),
            TaggedUsers = [.. people.Select(person => person.ToMini(urls))],
            ReadPerm = rest.ReadPerm,
            SharePerm = rest.SharePerm,
            PreviewUrl = row.Url(urls, MediaRendition.Preview, caller),
            WatermarkedUrl = row.Url(urls, MediaRendition.Watermarked, caller),
            AutoTags = [],
            UserTags = tags,
            ProcessingErrors = rest.ProcessingErrors,
            FileName = rest.FileName,
            Bytes = rest.Bytes,
            Downloads = rest.Downloads,
            Views = rest.Views,
        };

    /// <summary>Photos in the shape of lists, as the caller sees them. The query has applied their permissions. One statement, streamed.</summary>
    public async IAsyncEnumerable<PhotoItem> Items(IQueryable<Photo> photos, Caller caller, int? limit)
    {
        await foreach (var row in photos.AtMost(limit).Select(PhotoRow.For(caller)).AsAsyncEnumerable())
            yield return row.ToItem(urls, caller);
    }

    private sealed class DetailRow
    {
        public required Guid EventId { get; init; }

        public required string Meta { get; init; }

        public required Events.Permission ReadPerm { get; init; }

        public required SharePermission SharePerm { get; init; }

        public required string? ProcessingErrors { get; init; }

        public required string FileName { get; init; }

        public required long Bytes { get; init; }

        public required int? Downloads { get; init; }

        public required int? Views { get; init; }
    }
}
