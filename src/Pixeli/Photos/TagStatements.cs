using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Events;

namespace Pixeli.Photos;

/// <summary>Photos of one word, translated once. Both statements read the photos of the word one after the other; wide rows are read of one page only.</summary>
internal static class TagStatements
{
    /// <summary>How many: word, person, administrator, member, event, photographer, read permission, first and last instant.</summary>
    public static readonly Func<PixeliDb, string, Guid, bool, bool, Guid?, Guid?, Permission?, DateTime, DateTime, CancellationToken, Task<int>> Count =
        EF.CompileAsyncQuery((
            PixeliDb db, string tag, Guid person, bool isAdministrator, bool isMember,
            Guid? eventId, Guid? photographer, Permission? readPerm, DateTime first, DateTime last, CancellationToken _) => db.Set<PhotoByTag>()
            .Where(photo => photo.Tag == tag && photo.Timestamp >= first && photo.Timestamp <= last)
            .Where(photo => (eventId == null || photo.EventId == eventId)
                && (photographer == null || photo.PhotographerId == photographer)
                && (readPerm == null || photo.ReadPerm == readPerm))
            .Join(db.Set<Event>(), photo => photo.EventId, item => item.Id, (photo, item) => new FoundByTag
            {
                Photo = photo,
                Event = item,
                IsInIt = db.Set<TaggedPerson>().Any(tagged => tagged.PhotoId == photo.PhotoId && tagged.UserId == person),
            })
            .Count(found => PhotoAccess.ReadByTag.Of(found, person, isAdministrator, isMember)));

    /// <summary>Which, newest first: as <see cref="Count"/>, and the id that they come after where they are of the last instant, and how many at most.</summary>
    public static readonly Func<PixeliDb, string, Guid, bool, bool, Guid?, Guid?, Permission?, DateTime, DateTime, DateTime, Guid, int, IAsyncEnumerable<PhotoRow>> Page =
        EF.CompileAsyncQuery((
            PixeliDb db, string tag, Guid person, bool isAdministrator, bool isMember,
            Guid? eventId, Guid? photographer, Permission? readPerm, DateTime first, DateTime last, DateTime instant, Guid id, int limit) => db.Set<Photo>().AsNoTracking()
            .Where(wide => db.Set<PhotoByTag>()
                .Where(photo => photo.Tag == tag && photo.Timestamp >= first && photo.Timestamp <= last && (photo.Timestamp < instant || photo.PhotoId < id))
                .Where(photo => (eventId == null || photo.EventId == eventId)
                    && (photographer == null || photo.PhotographerId == photographer)
                    && (readPerm == null || photo.ReadPerm == readPerm))
                .Join(db.Set<Event>(), photo => photo.EventId, item => item.Id, (photo, item) => new FoundByTag
                {
                    Photo = photo,
                    Event = item,
                    IsInIt = db.Set<TaggedPerson>().Any(tagged => tagged.PhotoId == photo.PhotoId && tagged.UserId == person),
                })
                .Where(found => PhotoAccess.ReadByTag.Of(found, person, isAdministrator, isMember))
                .OrderByDescending(found => found.Photo.Timestamp).ThenByDescending(found => found.Photo.PhotoId)
                .Take(limit)
                .Select(found => found.Photo.PhotoId)
                .Contains(wide.Id))
            .OrderByDescending(photo => photo.Timestamp).ThenByDescending(photo => photo.Id)
            .Select(photo => PhotoRow.Projection.Of(photo, person, isAdministrator, isMember)));
}
