using System.Linq.Expressions;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Media;
using Pixeli.Photos;

namespace Pixeli.Events;

/// <summary>What the database says of an event, permissions already decided.</summary>
internal sealed class EventRow
{
    public static readonly Expression<AsSeen<Event, EventRow>> Projection = (item, person, isAdministrator, isMember) => new EventRow
    {
        Event = item,
        Coordinator = item.Coordinator == null
            ? null
            : new PersonRow(item.Coordinator.Id, item.Coordinator.UserName!, item.Coordinator.Name, item.Coordinator.PictureVersion),
        CanWrite = EventAccess.AddPhotos.Of(item, person, isAdministrator, isMember),
        CanEdit = EventAccess.Edit.Of(item, person, isAdministrator, isMember),
        ImagesCount = item.PhotoCounts.Where(kind => PhotoAccess.ReadKind.Of(kind.IsCompleted, kind.ReadPerm, item, person, isAdministrator, isMember)).Sum(kind => kind.Count),
        ChosenCover = item.Photos
            .Where(photo => photo.Id == item.CoverPhotoId && photo.Status == PhotoStatus.Completed)
            .Where(photo => PhotoAccess.ReadIn.Of(photo, item, person, isAdministrator, isMember))
            .Select(photo => (Guid?)photo.Id).FirstOrDefault(),
        NewestPhoto = item.Photos
            .Where(photo => photo.Status == PhotoStatus.Completed)
            .Where(photo => PhotoAccess.ReadIn.Of(photo, item, person, isAdministrator, isMember))
            .OrderByDescending(photo => photo.Timestamp).ThenByDescending(photo => photo.Id)
            .Select(photo => (Guid?)photo.Id).FirstOrDefault(),
    };

    public required Event Event { get; init; }

    public required PersonRow? Coordinator { get; init; }

    public required bool CanWrite { get; init; }

    public required bool CanEdit { get; init; }

    /// <summary>Without those that the caller may read because they took them or are in them.</summary>
    public required int ImagesCount { get; init; }

    public required Guid? ChosenCover { get; init; }

    public required Guid? NewestPhoto { get; init; }

    public Guid? Cover => ChosenCover ?? NewestPhoto;

    public EventItem ToItem(EventCover? cover, int furtherImages, MediaUrls urls) => new()
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
        ImagesCount = ImagesCount + furtherImages,
        CoverPhoto = cover,
        CoverPhotoId = Event.CoverPhotoId,
        CreatedAt = Event.CreatedAt,
    };
}
