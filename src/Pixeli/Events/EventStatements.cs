using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Photos;

namespace Pixeli.Events;

/// <summary>The statements that are sent most, translated once: building and translating them again costs more than running them.</summary>
internal static class EventStatements
{
    /// <summary>Events before a key, newest first: person, administrator, member, only theirs, instant, id, limit.</summary>
    public static readonly Func<PixeliDb, Guid, bool, bool, bool, DateTime, Guid, int, IAsyncEnumerable<EventRow>> List = EF.CompileAsyncQuery(
        (PixeliDb db, Guid person, bool isAdministrator, bool isMember, bool onlyMine, DateTime instant, Guid id, int limit) => db.Set<Event>().AsNoTracking()
            .Where(item => EventAccess.Read.Of(item, person, isAdministrator, isMember))
            .Where(item => !onlyMine || item.CoordinatorId == person)
            .Where(item => item.CreatedAt <= instant && (item.CreatedAt < instant || item.Id < id))
            .OrderByDescending(item => item.CreatedAt).ThenByDescending(item => item.Id)
            .Take(limit)
            .Select(item => EventRow.Projection.Of(item, person, isAdministrator, isMember)));

    /// <summary>What covers need of their photos.</summary>
    public static readonly Func<PixeliDb, List<Guid>, IAsyncEnumerable<CoverRow>> Covers = EF.CompileAsyncQuery(
        (PixeliDb db, List<Guid> photos) => db.Set<Photo>().Where(photo => photos.Contains(photo.Id))
            .Select(photo => new CoverRow(photo.Id, photo.MediaVersion, photo.Width, photo.Height, photo.Placeholder)));

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

    /// <summary>One event that a person may read: event, person, administrator, member.</summary>
    public static readonly Func<PixeliDb, Guid, Guid, bool, bool, IAsyncEnumerable<EventRow>> One = EF.CompileAsyncQuery(
        (PixeliDb db, Guid id, Guid person, bool isAdministrator, bool isMember) => db.Set<Event>().AsNoTracking()
            .Where(item => item.Id == id)
            .Where(item => EventAccess.Read.Of(item, person, isAdministrator, isMember))
            .Select(item => EventRow.Projection.Of(item, person, isAdministrator, isMember)));
}

/// <summary>A photo as far as a cover shows it.</summary>
internal sealed record CoverRow(Guid Id, int MediaVersion, int Width, int Height, byte[]? Placeholder);

/// <summary>Photos of an event beyond those that are counted by kind.</summary>
internal sealed record FurtherPhotos(Guid Event, int Count);
