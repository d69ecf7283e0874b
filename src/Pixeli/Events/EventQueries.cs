using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Paging;
using Pixeli.Media;
using Pixeli.Photos;

namespace Pixeli.Events;

/// <summary>Reads events in their wire shape, with the caller's permissions applied in the query: two statements, however many events.</summary>
public sealed class EventQueries(PixeliDb db, MediaUrls urls)
{
    /// <summary>Readable events, newest first; with <paramref name="onlyMine"/> those the caller coordinates.</summary>
    public async Task<List<EventItem>> ListAsync(Caller caller, bool onlyMine, PageKey? after, int? limit, CancellationToken cancellationToken)
    {
        var events = db.Events.AsNoTracking().Where(EventAccess.CanRead(caller));
        if (onlyMine)
            events = events.Where(item => item.CoordinatorId == caller.Id);
        if (after is { Instant: var instant, Id: var id })
            events = events.Where(item => item.CreatedAt < instant || (item.CreatedAt == instant && item.Id < id));
        events = events.OrderByDescending(item => item.CreatedAt).ThenByDescending(item => item.Id);
        if (limit is { } most)
            events = events.Take(most);
        return await ItemsAsync(events, caller, cancellationToken);
    }

    /// <summary>One event, or null when it does not exist or the caller may not read it.</summary>
    public async Task<EventItem?> FindAsync(Guid id, Caller caller, CancellationToken cancellationToken) =>
        (await ItemsAsync(db.Events.AsNoTracking().Where(item => item.Id == id).Where(EventAccess.CanRead(caller)), caller, cancellationToken))
        .FirstOrDefault();

    private async Task<List<EventItem>> ItemsAsync(IQueryable<Event> events, Caller caller, CancellationToken cancellationToken)
    {
        var (mayReadPhoto, mayAdd, mayEdit) = (PhotoAccess.CanRead(caller), EventAccess.CanAddPhotos(caller), EventAccess.CanEdit(caller));
        var photos = db.Photos;
        Expression<Func<Event, EventRow>> projection = item => new EventRow
        {
            Event = item,
            Coordinator = item.Coordinator == null
                ? null
                : new PersonRow(item.Coordinator.Id, item.Coordinator.UserName!, item.Coordinator.Name, item.Coordinator.PictureVersion),
            CanWrite = mayAdd.Holds(item),
            CanEdit = mayEdit.Holds(item),
            ImagesCount = photos.Count(photo => photo.EventId == item.Id && mayReadPhoto.Holds(photo)),
            ChosenCover = photos
                .Where(photo => photo.Id == item.CoverPhotoId && photo.EventId == item.Id && photo.Status == PhotoStatus.Completed && mayReadPhoto.Holds(photo))
                .Select(photo => (Guid?)photo.Id).FirstOrDefault(),
            NewestPhoto = photos
                .Where(photo => photo.EventId == item.Id && photo.Status == PhotoStatus.Completed && mayReadPhoto.Holds(photo))
                .OrderByDescending(photo => photo.Timestamp).ThenByDescending(photo => photo.Id)
                .Select(photo => (Guid?)photo.Id).FirstOrDefault(),
        };
        var rows = await events.Select(projection.Inline()).ToListAsync(cancellationToken);
        var covers = await CoversAsync([.. rows.Select(row => row.Cover).OfType<Guid>()], caller, cancellationToken);
        return [.. rows.Select(row => row.ToItem(row.Cover is { } cover ? covers.GetValueOrDefault(cover) : null, urls))];
    }

    private async Task<Dictionary<Guid, EventCover>> CoversAsync(List<Guid> photos, Caller caller, CancellationToken cancellationToken)
    {
        if (photos.Count == 0)
            return [];
        var rows = await db.Photos.Where(photo => photos.Contains(photo.Id))
            .Select(photo => new { photo.Id, photo.MediaVersion, photo.Width, photo.Height, photo.Placeholder }).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => new EventCover(
            row.Id,
            urls.For(row.Id, MediaRendition.Thumbnail, row.MediaVersion, caller.Id),
            urls.For(row.Id, MediaRendition.Preview, row.MediaVersion, caller.Id),
            row.Width,
            row.Height,
            row.Placeholder));
    }

    private sealed class EventRow
    {
        public required Event Event { get; init; }

        public required PersonRow? Coordinator { get; init; }

        public required bool CanWrite { get; init; }

        public required bool CanEdit { get; init; }

        public required int ImagesCount { get; init; }

        public required Guid? ChosenCover { get; init; }

        public required Guid? NewestPhoto { get; init; }

        public Guid? Cover => ChosenCover ?? NewestPhoto;

        public EventItem ToItem(EventCover? cover, MediaUrls urls) => new()
        {
            Id = Event.Id,
            Title = Event.Title,
            Description = Event.Description,
            Location = Event.Location,
            StartsAt = Event.StartsAt,
            EndsAt = Event.EndsAt,
            ReadPerm = Event.ReadPerm,
            WritePerm = Event.WritePerm,
            CanWrite = CanWrite,
            CanEdit = CanEdit,
            Coordinator = Coordinator?.ToMini(urls),
            ImagesCount = ImagesCount,
            CoverPhoto = cover,
            CoverPhotoId = Event.CoverPhotoId,
            CreatedAt = Event.CreatedAt,
        };
    }
}
