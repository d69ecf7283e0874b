using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

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

    /// <summary>One event that a person may read: event, person, administrator, member.</summary>
    public static readonly Func<PixeliDb, Guid, Guid, bool, bool, IAsyncEnumerable<EventRow>> One = EF.CompileAsyncQuery(
        (PixeliDb db, Guid id, Guid person, bool isAdministrator, bool isMember) => db.Set<Event>().AsNoTracking()
            .Where(item => item.Id == id)
            .Where(item => EventAccess.Read.Of(item, person, isAdministrator, isMember))
            .Select(item => EventRow.Projection.Of(item, person, isAdministrator, isMember)));
}
