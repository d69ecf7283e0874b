using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;

namespace Pixeli.Photos;

/// <summary>
/// How many photos, of a word or all, somebody may read, without going through them: by kind, and beyond that what they took or are in. Translated once.
/// </summary>
internal static class PhotoCountStatements
{
    private delegate bool IsSought(PixeliDb db, Photo photo, string? tag, Guid? eventId, Permission? readPerm);

    private static readonly Expression<IsSought> Sought = (db, photo, tag, eventId, readPerm) =>
        (eventId == null || photo.EventId == eventId)
            && (readPerm == null || photo.ReadPerm == readPerm)
            && (tag == null || db.Set<PhotoByTag>().Any(listed => listed.Tag == tag && listed.Timestamp == photo.Timestamp && listed.PhotoId == photo.Id));

    /// <summary>Those that are told by their kind: person, administrator, member, event, read permission.</summary>
    public static readonly Func<PixeliDb, Guid, bool, bool, Guid?, Permission?, CancellationToken, Task<int>> ByKind =
        EF.CompileAsyncQuery(Rules.Inline<Func<PixeliDb, Guid, bool, bool, Guid?, Permission?, CancellationToken, int>>(
            (db, person, isAdministrator, isMember, eventId, readPerm, _) => db.Set<EventPhotoCount>()
                .Where(kind => (eventId == null || kind.EventId == eventId) && (readPerm == null || kind.ReadPerm == readPerm))
                .Join(db.Set<Event>(), kind => kind.EventId, item => item.Id, (kind, item) => new Counted { Kind = kind, Event = item })
                .Where(counted => PhotoAccess.ReadKind.Of(counted.Kind.IsCompleted, counted.Kind.ReadPerm, counted.Event, person, isAdministrator, isMember))
                .Sum(counted => counted.Kind.Count)));

    /// <summary>The same of a word: word, person, administrator, member, event, read permission.</summary>
    public static readonly Func<PixeliDb, string, Guid, bool, bool, Guid?, Permission?, CancellationToken, Task<int>> OfTagByKind =
        EF.CompileAsyncQuery(Rules.Inline<Func<PixeliDb, string, Guid, bool, bool, Guid?, Permission?, CancellationToken, int>>(
            (db, tag, person, isAdministrator, isMember, eventId, readPerm, _) => db.Set<TagPhotoCount>()
                .Where(kind => kind.Tag == tag && (eventId == null || kind.EventId == eventId) && (readPerm == null || kind.ReadPerm == readPerm))
                .Join(db.Set<Event>(), kind => kind.EventId, item => item.Id, (kind, item) => new CountedByTag { Kind = kind, Event = item })
                .Where(counted => PhotoAccess.ReadKind.Of(counted.Kind.IsCompleted, counted.Kind.ReadPerm, counted.Event, person, isAdministrator, isMember))
                .Sum(counted => counted.Kind.Count)));

    /// <summary>Those that a person may read only because they took them: word or null, person, member, event, read permission.</summary>
    public static readonly Func<PixeliDb, string?, Guid, bool, Guid?, Permission?, CancellationToken, Task<int>> OwnLeftOut =
        EF.CompileAsyncQuery(Rules.Inline<Func<PixeliDb, string?, Guid, bool, Guid?, Permission?, CancellationToken, int>>(
            (db, tag, person, isMember, eventId, readPerm, _) => db.Set<Photo>()
                .Where(photo => photo.PhotographerId == person && PhotoAccess.LeftOut.Of(photo, person, false, isMember))
                .Count(photo => Sought.Of(db, photo, tag, eventId, readPerm))));

    /// <summary>Those that a person may read only because they are in them: as <see cref="OwnLeftOut"/>.</summary>
    public static readonly Func<PixeliDb, string?, Guid, bool, Guid?, Permission?, CancellationToken, Task<int>> TaggedLeftOut =
        EF.CompileAsyncQuery(Rules.Inline<Func<PixeliDb, string?, Guid, bool, Guid?, Permission?, CancellationToken, int>>(
            (db, tag, person, isMember, eventId, readPerm, _) => db.Set<TaggedPerson>()
                .Where(tagged => tagged.UserId == person)
                .Join(db.Set<Photo>(), tagged => tagged.PhotoId, photo => photo.Id, (_, photo) => photo)
                .Where(photo => photo.PhotographerId != person && PhotoAccess.LeftOut.Of(photo, person, false, isMember))
                .Count(photo => Sought.Of(db, photo, tag, eventId, readPerm))));

    /// <summary>Those that a kind does not tell: administrators see all there is.</summary>
    public static async Task<int> LeftOutAsync(PixeliDb db, string? tag, Guid? eventId, Permission? readPerm, Caller caller, CancellationToken cancellationToken) =>
        caller.IsAdministrator
            ? 0
            : await OwnLeftOut(db, tag, caller.Id, caller.IsMember, eventId, readPerm, cancellationToken)
                + await TaggedLeftOut(db, tag, caller.Id, caller.IsMember, eventId, readPerm, cancellationToken);

    /// <summary>Stands for what is looked for inside a query that is inlined.</summary>
    [InlinedByRules]
    private static bool Of(this Expression<IsSought> sought, PixeliDb db, Photo photo, string? tag, Guid? eventId, Permission? readPerm) => throw Rules.NotInlined();

    private sealed class Counted
    {
        public required EventPhotoCount Kind { get; init; }

        public required Event Event { get; init; }
    }

    private sealed class CountedByTag
    {
        public required TagPhotoCount Kind { get; init; }

        public required Event Event { get; init; }
    }
}
