using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Paging;
using Pixeli.Media;

namespace Pixeli.Events;

/// <summary>Reads events in their wire shape, with the caller's permissions applied in the query: at most three statements, however many events.</summary>
public sealed class EventQueries(PixeliDb db, MediaUrls urls)
{
    /// <summary>Readable events, newest first; with <paramref name="onlyMine"/> those the caller coordinates.</summary>
    public Task<List<EventItem>> ListAsync(Caller caller, bool onlyMine, PageKey? after, int? limit, CancellationToken cancellationToken)
    {
        var key = after ?? PageKey.Last;
        return ItemsAsync(
            EventStatements.List(db, caller.Id, caller.IsAdministrator, caller.IsMember, onlyMine, key.Instant, key.Id, limit ?? int.MaxValue),
            caller,
            cancellationToken);
    }

    /// <summary>One event, or null when it does not exist or the caller may not read it.</summary>
    public async Task<EventItem?> FindAsync(Guid id, Caller caller, CancellationToken cancellationToken) =>
        (await ItemsAsync(EventStatements.One(db, id, caller.Id, caller.IsAdministrator, caller.IsMember), caller, cancellationToken)).FirstOrDefault();

    /// <summary>The titles of those events that the caller may read.</summary>
    public Task<Dictionary<Guid, string>> TitlesAsync(IReadOnlyCollection<Guid> ids, Caller caller, CancellationToken cancellationToken) =>
        db.Events.Where(item => ids.Contains(item.Id)).Where(EventAccess.CanRead(caller))
            .ToDictionaryAsync(item => item.Id, item => item.Title, cancellationToken);

    /// <summary>Title and cover of those events that the caller may read: one statement.</summary>
    public async Task<Dictionary<Guid, EventMention>> MentionsAsync(IReadOnlyCollection<Guid> ids, Caller caller, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return [];
        var rows = await EventStatements.Mentions(db, [.. ids], caller.Id, caller.IsAdministrator, caller.IsMember).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => new EventMention(row.Title, row.Cover?.ToCover(urls, caller)));
    }

    /// <summary>Readable events that a person coordinates, or has photos in that the caller may read; newest first.</summary>
    public Task<List<EventItem>> OfPersonAsync(Guid person, Caller caller, int limit, CancellationToken cancellationToken) =>
        ItemsAsync(EventStatements.OfPerson(db, person, caller.Id, caller.IsAdministrator, caller.IsMember, limit), caller, cancellationToken);

    private async Task<List<EventItem>> ItemsAsync(IAsyncEnumerable<EventRow> events, Caller caller, CancellationToken cancellationToken)
    {
        var rows = await events.ToListAsync(cancellationToken);
        var further = await FurtherAsync(rows, caller, cancellationToken);
        return rows.ConvertAll(row => row.ToItem(further.GetValueOrDefault(row.Id), urls, caller));
    }

    /// <summary>What the counts by kind leave out: photos that the caller took, or is in.</summary>
    private async Task<Dictionary<Guid, int>> FurtherAsync(List<EventRow> rows, Caller caller, CancellationToken cancellationToken)
    {
        var further = new Dictionary<Guid, int>();
        if (caller.IsAdministrator || rows.Count == 0)
            return further; // they see all there is
        foreach (var statement in (Func<PixeliDb, Guid, bool, IAsyncEnumerable<FurtherPhotos>>[])[EventStatements.OwnLeftOut, EventStatements.TaggedLeftOut])
        {
            await foreach (var photos in statement(db, caller.Id, caller.IsMember).WithCancellation(cancellationToken))
                further[photos.Event] = further.GetValueOrDefault(photos.Event) + photos.Count;
        }

        return further;
    }
}
