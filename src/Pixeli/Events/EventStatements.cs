using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Photos;

namespace Pixeli.Events;

/// <summary>The statements that are sent most, translated once: building and translating them again costs more than running them.</summary>
internal static class EventStatements
{
    /// <summary>Events as somebody sees them, by values that a compiled query can take.</summary>
    private delegate IQueryable<EventWithCover> Seen(PixeliDb db, IQueryable<Event> events, Guid person, bool isAdministrator, bool isMember);

    // Joined before a page is cut: what is joined afterwards has SQLite copy and sort the page once more.
    private static readonly Expression<Seen> Readable = (db, events, person, isAdministrator, isMember) => events
        .Where(item => EventAccess.Read.Of(item, person, isAdministrator, isMember))
        .LeftJoin(
            db.Set<Photo>(), item => EventRow.CoverId.Of(item, person, isAdministrator, isMember), photo => (Guid?)photo.Id,
            (item, cover) => new { Event = item, Cover = cover })
        .LeftJoin(
            db.Set<User>(), seen => seen.Event.CoordinatorId, user => (Guid?)user.Id,
            (seen, coordinator) => new EventWithCover { Event = seen.Event, Cover = seen.Cover, Coordinator = coordinator });

    /// <summary>Events before a key, newest first: person, administrator, member, only theirs, instant, id, limit.</summary>
    public static readonly Func<PixeliDb, Guid, bool, bool, bool, DateTime, Guid, int, IAsyncEnumerable<EventRow>> List =
        EF.CompileAsyncQuery(Rules.Inline<Func<PixeliDb, Guid, bool, bool, bool, DateTime, Guid, int, IQueryable<EventRow>>>(
            (db, person, isAdministrator, isMember, onlyMine, instant, id, limit) => Readable.Of(
                    db,
                    db.Set<Event>().AsNoTracking()
                        .Where(item => !onlyMine || item.CoordinatorId == person)
                        .Where(item => item.CreatedAt <= instant && (item.CreatedAt < instant || item.Id < id)),
                    person, isAdministrator, isMember)
                .OrderByDescending(seen => seen.Event.CreatedAt).ThenByDescending(seen => seen.Event.Id)
                .Take(limit)
                .Select(seen => EventRow.Projection.Of(seen, person, isAdministrator, isMember))));

    /// <summary>One event: event, person, administrator, member.</summary>
    public static readonly Func<PixeliDb, Guid, Guid, bool, bool, IAsyncEnumerable<EventRow>> One =
        EF.CompileAsyncQuery(Rules.Inline<Func<PixeliDb, Guid, Guid, bool, bool, IQueryable<EventRow>>>(
            (db, id, person, isAdministrator, isMember) => Readable.Of(
                    db, db.Set<Event>().AsNoTracking().Where(item => item.Id == id), person, isAdministrator, isMember)
                .Select(seen => EventRow.Projection.Of(seen, person, isAdministrator, isMember))));

    /// <summary>Events that somebody coordinates, or has photos in, newest first: whose, person, administrator, member, limit.</summary>
    public static readonly Func<PixeliDb, Guid, Guid, bool, bool, int, IAsyncEnumerable<EventRow>> OfPerson =
        EF.CompileAsyncQuery(Rules.Inline<Func<PixeliDb, Guid, Guid, bool, bool, int, IQueryable<EventRow>>>(
            (db, whose, person, isAdministrator, isMember, limit) => Readable.Of(
                    db,
                    db.Set<Event>().AsNoTracking().Where(item => item.CoordinatorId == whose
                        || db.Set<Photo>().Where(photo => photo.PhotographerId == whose)
                            .Where(photo => PhotoAccess.Read.Of(photo, person, isAdministrator, isMember))
                            .Select(photo => photo.EventId).Contains(item.Id)),
                    person, isAdministrator, isMember)
                .OrderByDescending(seen => seen.Event.CreatedAt).ThenByDescending(seen => seen.Event.Id)
                .Take(limit)
                .Select(seen => EventRow.Projection.Of(seen, person, isAdministrator, isMember))));

    /// <summary>Titles and covers of some events: events, person, administrator, member.</summary>
    public static readonly Func<PixeliDb, List<Guid>, Guid, bool, bool, IAsyncEnumerable<MentionRow>> Mentions =
        EF.CompileAsyncQuery(Rules.Inline<Func<PixeliDb, List<Guid>, Guid, bool, bool, IQueryable<MentionRow>>>(
            (db, ids, person, isAdministrator, isMember) => Readable.Of(
                    db, db.Set<Event>().AsNoTracking().Where(item => ids.Contains(item.Id)), person, isAdministrator, isMember)
                .Select(seen => new MentionRow(seen.Event.Id, seen.Event.Title, CoverRow.Projection.Of(seen, person, isAdministrator, isMember)))));

    /// <summary>How many photos of each event a person may read only because they took them: person, member.</summary>
    public static readonly Func<PixeliDb, Guid, bool, IAsyncEnumerable<FurtherPhotos>> OwnLeftOut = EF.CompileAsyncQuery(
        (PixeliDb db, Guid person, bool isMember) => db.Set<Photo>()
            .Where(photo => photo.PhotographerId == person && PhotoAccess.LeftOut.Of(photo, person, false, isMember))
            .GroupBy(photo => photo.EventId)
            .Select(photos => new FurtherPhotos(photos.Key, photos.Count())));

    /// <summary>How many photos of each event a person may read only because they are in them: person, member.</summary>
    public static readonly Func<PixeliDb, Guid, bool, IAsyncEnumerable<FurtherPhotos>> TaggedLeftOut = EF.CompileAsyncQuery(
        (PixeliDb db, Guid person, bool isMember) => db.Set<TaggedPerson>()
            .Where(tagged => tagged.UserId == person)
            .Join(db.Set<Photo>(), tagged => tagged.PhotoId, photo => photo.Id, (_, photo) => photo)
            .Where(photo => photo.PhotographerId != person && PhotoAccess.LeftOut.Of(photo, person, false, isMember))
            .GroupBy(photo => photo.EventId)
            .Select(photos => new FurtherPhotos(photos.Key, photos.Count())));

    /// <summary>Stands for what somebody sees of events inside a query that is inlined.</summary>
    [InlinedByRules]
    private static IQueryable<EventWithCover> Of(
        this Expression<Seen> seen, PixeliDb db, IQueryable<Event> events, Guid person, bool isAdministrator, bool isMember) => throw Rules.NotInlined();
}

/// <summary>Photos of an event beyond those that are counted by kind.</summary>
internal sealed record FurtherPhotos(Guid Event, int Count);
