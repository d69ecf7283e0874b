using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting.Paging;
using Pixeli.Media;

namespace Pixeli.Photos;

/// <summary>Reads photos in their wire shapes, with the caller's permissions applied in the query.</summary>
public sealed class PhotoQueries(PixeliDb db, MediaUrls urls, KeptCounts counts, TimeProvider clock)
{
    /// <summary>Photos of an event that the caller may read, by the time they were taken. One statement, streamed.</summary>
    public IAsyncEnumerable<PhotoItem> OfEvent(Guid eventId, Caller caller, bool newestFirst, PageKey? after, int? limit)
    {
        var (key, query) = newestFirst ? (after ?? PageKey.Last, PhotoStatements.OfEventNewestFirst) : (after ?? PageKey.First, PhotoStatements.OfEvent);
        return Items(query(db, eventId, caller.Id, caller.IsAdministrator, caller.IsMember, key.Instant, key.Id, limit ?? int.MaxValue), caller);
    }

    /// <summary>The caller's own photos (an administrator's: all), newest upload first. One statement, streamed.</summary>
    public IAsyncEnumerable<PhotoItem> Own(Caller caller, PageKey? after, int? limit) =>
        Items(db.Photos.AsNoTracking().Where(PhotoAccess.CanEdit(caller)).After(after, PhotoOrder.Uploaded), caller, limit);

    /// <summary>Photos the caller is tagged in. One statement, streamed.</summary>
    public IAsyncEnumerable<PhotoItem> TaggedIn(Caller caller, PhotoOrder order, PageKey? after, int? limit)
    {
        var id = caller.Id;
        var mine = db.TaggedPeople.Where(person => person.UserId == id).Select(person => person.PhotoId);
        return Items(db.Photos.AsNoTracking().Where(photo => mine.Contains(photo.Id)).Where(PhotoAccess.CanRead(caller)).After(after, order), caller, limit);
    }

    /// <summary>How many photos the caller may read, of an event and of a read permission or of all.</summary>
    public async Task<int> CountAsync(Guid? eventId, Permission? readPerm, Caller caller, CancellationToken cancellationToken) =>
        await PhotoCountStatements.ByKind(db, caller.Id, caller.IsAdministrator, caller.IsMember, eventId, readPerm, cancellationToken)
            + await PhotoCountStatements.LeftOutAsync(db, null, eventId, readPerm, caller, cancellationToken);

    /// <summary>How many photos of a search the caller may read, see <see cref="KeptCounts.OnceAsync"/>.</summary>
    public Task<int> CountOnceAsync(object searched, Caller caller, Func<Task<int>> count, CancellationToken cancellationToken) =>
        counts.OnceAsync(db, searched, caller, count, cancellationToken);

    /// <summary>How many photos of a word the caller may read.</summary>
    public Task<int> CountByTagAsync(PhotosOfTag photos, Caller caller, CancellationToken cancellationToken) =>
        counts.OfAsync(db, photos, caller, cancellationToken);

    /// <summary>Photos of a word that the caller may read, newest first. One statement, streamed, and one before it for those of an event.</summary>
    public async IAsyncEnumerable<PhotoItem> ByTag(PhotosOfTag photos, Caller caller, PageKey? after, int? limit)
    {
        var (key, first, last) = (after ?? PageKey.Last, photos.First, photos.Last);
        if (photos.EventId is { } eventId)
        {
            // All photos of the word are beside each other by their time: those of an event are looked for among those of its time.
            var span = await PhotoStatements.Span(db, eventId, CancellationToken.None);
            if (span is not { First: { } from, Last: { } until })
                yield break;
            (first, last) = (from > first ? from : first, until < last ? until : last);
        }

        var rows = TagStatements.Page(
            db, photos.Tag, caller.Id, caller.IsAdministrator, caller.IsMember, photos.EventId, photos.ReadPerm, first, key.Instant < last ? key.Instant : last,
            key.Instant, key.Id, limit ?? int.MaxValue);
        await foreach (var photo in Items(rows, caller))
            yield return photo;
    }

    /// <summary>Those of some photos that the caller may read.</summary>
    public async Task<Dictionary<Guid, PhotoItem>> ByIdsAsync(IReadOnlyCollection<Guid> ids, Caller caller, CancellationToken cancellationToken) =>
        await Items(db.Photos.AsNoTracking().Where(photo => ids.Contains(photo.Id)).Where(PhotoAccess.CanRead(caller)), caller, null)
            .ToDictionaryAsync(photo => photo.Id, cancellationToken: cancellationToken);

    /// <summary>One photo, or null when it does not exist or the caller may not read it.</summary>
    /// <param name="id">The photo.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="isView">This is a look that counts: it is among the views that the answer tells, written or not yet.</param>
    public async Task<PhotoDetail?> DetailAsync(Guid id, Caller caller, CancellationToken cancellationToken, bool isView = false)
    {
        var found = await PhotoStatements.Detail(
            db, id, caller.Id, caller.IsAdministrator, caller.IsMember, PhotoView.DayOf(clock), cancellationToken);
        if (found is null)
            return null;
        var people = found.HasPeople ? await PhotoStatements.People(db, id).ToListAsync(cancellationToken) : [];
        var tags = found.HasTags ? await PhotoStatements.Tags(db, id).ToListAsync(cancellationToken) : [];
        var autoTags = found.HasAutoTags ? await PhotoStatements.AutoTags(db, id).ToListAsync(cancellationToken) : [];
        var detail = ToDetail(found, people, tags, autoTags, caller);
        return isView && !found.IsViewCounted ? detail with { Views = detail.Views + 1 } : detail;
    }

    /// <summary>Where the caller finds a photo's preview; null while there is none for them.</summary>
    public async Task<string?> PreviewUrlAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        var version = await db.Photos.Where(photo => photo.Id == id && photo.Status == PhotoStatus.Completed).Where(PhotoAccess.CanRead(caller))
            .Select(photo => (int?)photo.MediaVersion).FirstOrDefaultAsync(cancellationToken);
        return version is null ? null : urls.For(id, MediaRendition.Preview, version.Value, caller.Id);
    }

    private PhotoDetail ToDetail(PhotoDetailRow rest, List<PersonRow> people, List<string> tags, List<string> autoTags, Caller caller) =>
        new(rest.Row.ToItem(urls, caller))
        {
            Event = rest.EventId,
            Meta = JsonElement.Parse(rest.Meta),
            TaggedUsers = [.. people.Select(person => person.ToMini(urls))],
            ReadPerm = rest.ReadPerm,
            SharePerm = rest.SharePerm,
            PreviewUrl = rest.Row.Url(urls, MediaRendition.Preview, caller),
            WatermarkedUrl = rest.Row.Url(urls, MediaRendition.Watermarked, caller),
            AutoTags = autoTags,
            UserTags = tags,
            ProcessingErrors = rest.ProcessingErrors,
            CanRetry = rest.Row is { Status: PhotoStatus.Failed, CanEdit: true } && !FinalFailures.Include(rest.ProcessingErrors),
            FileName = rest.FileName,
            Bytes = rest.Bytes,
            Downloads = rest.Downloads,
            Views = rest.Views,
        };

    /// <summary>Photos in the shape of lists, as the caller sees them. The query has applied their permissions. One statement, streamed.</summary>
    public IAsyncEnumerable<PhotoItem> Items(IQueryable<Photo> photos, Caller caller, int? limit) =>
        Items(photos.AtMost(limit).Select(PhotoRow.Projection.For(caller)).AsAsyncEnumerable(), caller);

    /// <summary>The same, of rows that were read by another statement.</summary>
    private async IAsyncEnumerable<PhotoItem> Items(IAsyncEnumerable<PhotoRow> rows, Caller caller)
    {
        await foreach (var row in rows)
            yield return row.ToItem(urls, caller);
    }
}
