using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;

namespace Pixeli.Photos;

/// <summary>The statements that are sent most, translated once: building and translating them again costs more than running them.</summary>
internal static class PhotoStatements
{
    /// <summary>Photos of an event after a key, oldest first: event, person, administrator, member, instant, id, limit.</summary>
    public static readonly Func<PixeliDb, Guid, Guid, bool, bool, DateTime, Guid, int, IAsyncEnumerable<PhotoRow>> OfEvent = EF.CompileAsyncQuery(
        (PixeliDb db, Guid eventId, Guid person, bool isAdministrator, bool isMember, DateTime instant, Guid id, int limit) => db.Set<Photo>().AsNoTracking()
            .Where(photo => photo.EventId == eventId && photo.Timestamp >= instant && (photo.Timestamp > instant || photo.Id > id))
            .Where(photo => PhotoAccess.Read.Of(photo, person, isAdministrator, isMember))
            .OrderBy(photo => photo.Timestamp).ThenBy(photo => photo.Id)
            .Take(limit)
            .Select(photo => PhotoRow.Projection.Of(photo, person, isAdministrator, isMember)));

    /// <summary>The same, newest first.</summary>
    public static readonly Func<PixeliDb, Guid, Guid, bool, bool, DateTime, Guid, int, IAsyncEnumerable<PhotoRow>> OfEventNewestFirst = EF.CompileAsyncQuery(
        (PixeliDb db, Guid eventId, Guid person, bool isAdministrator, bool isMember, DateTime instant, Guid id, int limit) => db.Set<Photo>().AsNoTracking()
            .Where(photo => photo.EventId == eventId && photo.Timestamp <= instant && (photo.Timestamp < instant || photo.Id < id))
            .Where(photo => PhotoAccess.Read.Of(photo, person, isAdministrator, isMember))
            .OrderByDescending(photo => photo.Timestamp).ThenByDescending(photo => photo.Id)
            .Take(limit)
            .Select(photo => PhotoRow.Projection.Of(photo, person, isAdministrator, isMember)));

    /// <summary>When the first and the last photo of an event were taken.</summary>
    public static readonly Func<PixeliDb, Guid, CancellationToken, Task<PhotoSpan?>> Span = EF.CompileAsyncQuery(
        (PixeliDb db, Guid eventId, CancellationToken _) => db.Set<Event>().Where(item => item.Id == eventId)
            .Select(item => new PhotoSpan(item.Photos.Min(photo => (DateTime?)photo.Timestamp), item.Photos.Max(photo => (DateTime?)photo.Timestamp)))
            .FirstOrDefault());

    /// <summary>What the layout of an event needs of all its photos, oldest first: event, person, administrator, member.</summary>
    public static readonly Func<PixeliDb, Guid, Guid, bool, bool, IAsyncEnumerable<SkeletonRow>> Skeleton = EF.CompileAsyncQuery(
        (PixeliDb db, Guid eventId, Guid person, bool isAdministrator, bool isMember) => db.Set<Photo>().AsNoTracking()
            .Where(photo => photo.EventId == eventId)
            .Where(photo => PhotoAccess.Read.Of(photo, person, isAdministrator, isMember))
            .OrderBy(photo => photo.Timestamp).ThenBy(photo => photo.Id)
            .Select(photo => SkeletonRow.Projection.Of(photo, person, isAdministrator, isMember)));

    /// <summary>The same, newest first.</summary>
    public static readonly Func<PixeliDb, Guid, Guid, bool, bool, IAsyncEnumerable<SkeletonRow>> SkeletonNewestFirst = EF.CompileAsyncQuery(
        (PixeliDb db, Guid eventId, Guid person, bool isAdministrator, bool isMember) => db.Set<Photo>().AsNoTracking()
            .Where(photo => photo.EventId == eventId)
            .Where(photo => PhotoAccess.Read.Of(photo, person, isAdministrator, isMember))
            .OrderByDescending(photo => photo.Timestamp).ThenByDescending(photo => photo.Id)
            .Select(photo => SkeletonRow.Projection.Of(photo, person, isAdministrator, isMember)));

    /// <summary>One photo that a person may read: photo, person, administrator, member, day.</summary>
    public static readonly Func<PixeliDb, Guid, Guid, bool, bool, int, CancellationToken, Task<PhotoDetailRow?>> Detail = EF.CompileAsyncQuery(
        (PixeliDb db, Guid id, Guid person, bool isAdministrator, bool isMember, int day, CancellationToken _) => db.Set<Photo>().AsNoTracking()
            .Where(photo => photo.Id == id)
            .Where(photo => PhotoAccess.Read.Of(photo, person, isAdministrator, isMember))
            .Select(photo => new PhotoDetailRow
            {
                Row = PhotoRow.Projection.Of(photo, person, isAdministrator, isMember),
                EventId = photo.EventId,
                Meta = photo.Meta,
                ReadPerm = photo.ReadPerm,
                SharePerm = photo.SharePerm,
                ProcessingErrors = photo.ProcessingErrors,
                FileName = photo.FileName,
                Bytes = photo.Bytes,
                HasPeople = photo.TaggedPeople.Any(),
                HasTags = photo.Tags.Any(),
                HasAutoTags = db.Set<AutoTag>().Any(tag => tag.PhotoId == id && !tag.Removed),
                Downloads = PhotoAccess.SeeCounters.Of(photo, person, isAdministrator, isMember) ? photo.Downloads : null,
                Views = PhotoAccess.SeeCounters.Of(photo, person, isAdministrator, isMember) ? photo.Views : null,
                IsViewCounted = db.Set<PhotoView>().Any(view => view.Day == day && view.PhotoId == id && view.UserId == person),
            })
            .FirstOrDefault());

    /// <summary>Who is in a photo.</summary>
    public static readonly Func<PixeliDb, Guid, IAsyncEnumerable<PersonRow>> People = EF.CompileAsyncQuery(
        (PixeliDb db, Guid id) => db.Set<TaggedPerson>()
            .Where(person => person.PhotoId == id).OrderBy(person => person.CreatedAt).ThenBy(person => person.UserId)
            .Select(person => new PersonRow(person.UserId, person.User!.UserName!, person.User.Name, person.User.PictureVersion)));

    /// <summary>The words of a photo.</summary>
    public static readonly Func<PixeliDb, Guid, IAsyncEnumerable<string>> Tags = EF.CompileAsyncQuery(
        (PixeliDb db, Guid id) => db.Set<PhotoTag>().Where(tag => tag.PhotoId == id).OrderBy(tag => tag.Normalized).Select(tag => tag.Tag));

    /// <summary>The words the machine gave a photo, best first.</summary>
    public static readonly Func<PixeliDb, Guid, IAsyncEnumerable<string>> AutoTags = EF.CompileAsyncQuery(
        (PixeliDb db, Guid id) => db.Set<AutoTag>().Where(tag => tag.PhotoId == id && !tag.Removed)
            .OrderByDescending(tag => tag.Score).ThenBy(tag => tag.Tag).Select(tag => tag.Tag));
}

/// <summary>The time of some photos; nulls where there is none.</summary>
internal sealed record PhotoSpan(DateTime? First, DateTime? Last);

/// <summary>What the database says of one photo beyond what it says in lists.</summary>
internal sealed class PhotoDetailRow
{
    public required PhotoRow Row { get; init; }

    public required Guid EventId { get; init; }

    public required string Meta { get; init; }

    public required Permission ReadPerm { get; init; }

    public required SharePermission SharePerm { get; init; }

    public required string? ProcessingErrors { get; init; }

    public required string FileName { get; init; }

    public required long Bytes { get; init; }

    public required bool HasPeople { get; init; }

    public required bool HasTags { get; init; }

    public required bool HasAutoTags { get; init; }

    public required int? Downloads { get; init; }

    public required int? Views { get; init; }

    /// <summary>The person's own view of the day is among them.</summary>
    public required bool IsViewCounted { get; init; }
}
