using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.Paging;

namespace Pixeli.Accounts;

/// <summary>One signed-in device.</summary>
/// <param name="Id">The session.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="LastUsedAt">When it was last extended.</param>
/// <param name="UserAgent">The client's own description of itself.</param>
/// <param name="Current">True for the one that asks.</param>
public sealed record SessionItem(Guid Id, DateTime CreatedAt, DateTime LastUsedAt, string UserAgent, bool Current);

/// <summary>Where the caller is signed in.</summary>
public sealed class OwnSessions(PixeliDb db, TimeProvider clock)
{
    /// <summary>Live sessions, newest first. One statement, streamed.</summary>
    public IAsyncEnumerable<SessionItem> List(Caller caller, PageKey? after, int? limit)
    {
        var now = clock.UtcNow;
        var sessions = db.Sessions.Where(session => session.UserId == caller.Id && session.EndedAt == null && session.ExpiresAt > now);
        if (after is { Instant: var instant, Id: var id })
            sessions = sessions.Where(session => session.CreatedAt <= instant && (session.CreatedAt < instant || session.Id < id));
        var current = caller.SessionId;
        return sessions.OrderByDescending(session => session.CreatedAt).ThenByDescending(session => session.Id).AtMost(limit)
            .Select(session => new SessionItem(session.Id, session.CreatedAt, session.LastUsedAt, session.UserAgent, session.Id == current))
            .AsAsyncEnumerable();
    }

    /// <summary>Ends one; false when the caller has no such live session.</summary>
    public async Task<bool> EndAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        return await db.WriteAsync(
            () => db.EndSessionsAsync(session => session.Id == id && session.UserId == caller.Id && session.ExpiresAt > now, now, cancellationToken),
            cancellationToken) == 1;
    }

    /// <summary>Ends all but the one that asks.</summary>
    public Task EndOthersAsync(Caller caller, CancellationToken cancellationToken) => db.WriteAsync(
        () => db.EndSessionsAsync(session => session.UserId == caller.Id && session.Id != caller.SessionId, clock.UtcNow, cancellationToken),
        cancellationToken);
}
