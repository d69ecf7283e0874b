using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Events;

namespace Pixeli.Photos;

/// <summary>Photos of one word, translated once. Both statements read the photos of the word one after the other; wide rows are read of one page only.</summary>
internal static class TagStatements
{
    /// <summary>What is looked for, by values that a compiled query can take.</summary>
    private delegate IQueryable<FoundByTag> Sought(
        PixeliDb db, string tag, Guid person, bool isAdministrator, bool isMember, Guid? eventId, Permission? readPerm, DateTime first, DateTime last);

    private static readonly Expression<Sought> Found =
        (db, tag, person, isAdministrator, isMember, eventId, readPerm, first, last) => db.Set<PhotoByTag>()
            .Where(photo => photo.Tag == tag && photo.Timestamp >= first && photo.Timestamp <= last)
            .Where(photo => (eventId == null || photo.EventId == eventId) && (readPerm == null || photo.ReadPerm == readPerm))
            .Join(db.Set<Event>(), photo => photo.EventId, item => item.Id, (photo, item) => new FoundByTag
            {
                Photo = photo,
                Event = item,
                IsInIt = db.Set<TaggedPerson>().Any(tagged => tagged.PhotoId == photo.PhotoId && tagged.UserId == person),
            })
            .Where(found => PhotoAccess.ReadByTag.Of(found, person, isAdministrator, isMember));

    /// <summary>How many: word, person, administrator, member, event, read permission, first and last instant.</summary>
    public static readonly Func<PixeliDb, string, Guid, bool, bool, Guid?, Permission?, DateTime, DateTime, CancellationToken, Task<int>> Count =
        EF.CompileAsyncQuery(Rules.Inline<Func<PixeliDb, string, Guid, bool, bool, Guid?, Permission?, DateTime, DateTime, CancellationToken, int>>(
            (db, tag, person, isAdministrator, isMember, eventId, readPerm, first, last, _) =>
                Found.Of(db, tag, person, isAdministrator, isMember, eventId, readPerm, first, last).Count()));

    /// <summary>Which, newest first: as <see cref="Count"/>, and the id that they come after where they are of the last instant, and how many at most.</summary>
    public static readonly Func<PixeliDb, string, Guid, bool, bool, Guid?, Permission?, DateTime, DateTime, DateTime, Guid, int, IAsyncEnumerable<PhotoRow>> Page =
        EF.CompileAsyncQuery(Rules.Inline<Func<PixeliDb, string, Guid, bool, bool, Guid?, Permission?, DateTime, DateTime, DateTime, Guid, int, IQueryable<PhotoRow>>>(
            (db, tag, person, isAdministrator, isMember, eventId, readPerm, first, last, instant, id, limit) => db.Set<Photo>().AsNoTracking()
                .Where(wide => Found.Of(db, tag, person, isAdministrator, isMember, eventId, readPerm, first, last)
                    .Where(found => found.Photo.Timestamp < instant || found.Photo.PhotoId < id)
                    .OrderByDescending(found => found.Photo.Timestamp).ThenByDescending(found => found.Photo.PhotoId)
                    .Take(limit)
                    .Select(found => found.Photo.PhotoId)
                    .Contains(wide.Id))
                .OrderByDescending(photo => photo.Timestamp).ThenByDescending(photo => photo.Id)
                .Select(photo => PhotoRow.Projection.Of(photo, person, isAdministrator, isMember))));

    /// <summary>Stands for what is looked for inside a query that is inlined.</summary>
    [InlinedByRules]
    private static IQueryable<FoundByTag> Of(
        this Expression<Sought> sought, PixeliDb db, string tag, Guid person, bool isAdministrator, bool isMember,
        Guid? eventId, Permission? readPerm, DateTime first, DateTime last) => throw Rules.NotInlined();
}
