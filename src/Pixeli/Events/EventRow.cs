using System.Linq.Expressions;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Media;
using Pixeli.Photos;

namespace Pixeli.Events;

/// <summary>What the database says of an event: one row, permissions already decided.</summary>
internal sealed class EventRow
{
    /// <summary>Which photo an event is shown with: the chosen one if they may see it, else the newest they may see.</summary>
    public static readonly Expression<AsSeen<Event, Guid?>> CoverId = (item, person, isAdministrator, isMember) =>
        item.Photos
            .Where(photo => photo.Id == item.CoverPhotoId && photo.Status == PhotoStatus.Completed)
            .Where(photo => PhotoAccess.ReadIn.Of(photo, item, person, isAdministrator, isMember))
            .Select(photo => (Guid?)photo.Id).FirstOrDefault()
        ?? item.Photos
            .Where(photo => photo.Status == PhotoStatus.Completed)
            .Where(photo => PhotoAccess.ReadIn.Of(photo, item, person, isAdministrator, isMember))
            .OrderByDescending(photo => photo.Timestamp).ThenByDescending(photo => photo.Id)
            .Select(photo => (Guid?)photo.Id).FirstOrDefault();

    // Column by column: what is not shown is not read, and an entity would bring it along.
    public static readonly Expression<AsSeen<EventWithCover, EventRow>> Projection = (seen, person, isAdministrator, isMember) => new EventRow
    {
        Id = seen.Event.Id,
        Title = seen.Event.Title,
        Description = seen.Event.Description,
        Location = seen.Event.Location,
        StartsAt = seen.Event.StartsAt,
        EndsAt = seen.Event.EndsAt,
        ReadPerm = seen.Event.ReadPerm,
        WritePerm = seen.Event.WritePerm,
        CanWrite = EventAccess.AddPhotos.Of(seen.Event, person, isAdministrator, isMember),
        CanEdit = EventAccess.Edit.Of(seen.Event, person, isAdministrator, isMember),
        Coordinator = seen.Coordinator == null
            ? null
            : new PersonRow(seen.Coordinator.Id, seen.Coordinator.UserName!, seen.Coordinator.Name, seen.Coordinator.PictureVersion),
        ImagesCount = seen.Event.PhotoCounts
            .Where(kind => PhotoAccess.ReadKind.Of(kind.IsCompleted, kind.ReadPerm, seen.Event, person, isAdministrator, isMember)).Sum(kind => kind.Count),
        Cover = CoverRow.Projection.Of(seen, person, isAdministrator, isMember),
        CoverPhotoId = seen.Event.CoverPhotoId,
        CreatedAt = seen.Event.CreatedAt,
    };

    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Location { get; init; }

    public required DateTime? StartsAt { get; init; }

    public required DateTime? EndsAt { get; init; }

    public required Permission ReadPerm { get; init; }

    public required Permission WritePerm { get; init; }

    public required bool CanWrite { get; init; }

    public required bool CanEdit { get; init; }

    public required PersonRow? Coordinator { get; init; }

    /// <summary>Without those that the caller may read because they took them or are in them.</summary>
    public required int ImagesCount { get; init; }

    public required CoverRow? Cover { get; init; }

    public required Guid? CoverPhotoId { get; init; }

    public required DateTime CreatedAt { get; init; }

    public EventItem ToItem(int furtherImages, MediaUrls urls, Caller caller) => new()
    {
        Id = Id,
        Title = Title,
        Description = Description,
        Location = Location,
        StartsAt = StartsAt,
        EndsAt = EndsAt,
        ReadPerm = ReadPerm,
        WritePerm = WritePerm,
        CanWrite = CanWrite,
        CanEdit = CanEdit,
        Coordinator = Coordinator?.ToMini(urls),
        ImagesCount = ImagesCount + furtherImages,
        CoverPhoto = Cover?.ToCover(urls, caller),
        CoverPhotoId = CoverPhotoId,
        CreatedAt = CreatedAt,
    };
}
