using System.Data.Common;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pixeli.Data;

namespace Pixeli.Accounts;

/// <summary>Turns the claims of a cookie or token into the <see cref="Caller"/>, in one statement, if the session still lives.</summary>
public sealed class CallerReader(PixeliDb db, TimeProvider clock, IOptions<AccountOptions> options)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    // Sent with every request: translated once.
    private static readonly Func<PixeliDb, Guid, Guid, DateTime, CancellationToken, Task<Caller?>> Find = EF.CompileAsyncQuery(
        (PixeliDb db, Guid id, Guid userId, DateTime now, CancellationToken _) => db.Set<Session>()
            .Where(session => session.Id == id && session.UserId == userId
                && session.EndedAt == null && session.ExpiresAt > now && session.User!.DisabledAt == null)
            .Select(session => new Caller(session.UserId, session.User!.UserName!, session.User.Name, session.User.Role, session.Id))
            .FirstOrDefault());

    /// <summary>The caller, or null when the session has ended or the account is shut.</summary>
    public async Task<Caller?> ReadAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(principal.FindFirstValue(AccessTokens.UserClaim), out var userId)
            || !Guid.TryParse(principal.FindFirstValue(AccessTokens.SessionClaim), out var sessionId))
            return null;
        return await ReadAsync(sessionId, userId, cancellationToken);
    }

    /// <summary>The caller of a session, or null as above.</summary>
    public Task<Caller?> ReadAsync(Guid sessionId, Guid userId, CancellationToken cancellationToken) =>
        Find(db, sessionId, userId, clock.UtcNow, cancellationToken);

    /// <summary>
    /// Extends a browser's live session that is being used, once half of its life is over. False where that cannot be written now: nobody waits
    /// for it who only came to read.
    /// </summary>
    public async Task<bool> TryExtendAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        try
        {
            await db.WriteAsync(
                () => db.Sessions.Where(session => session.Id == sessionId && session.EndedAt == null && session.ExpiresAt > now).ExecuteUpdateAsync(
                    set => set.SetProperty(session => session.LastUsedAt, now).SetProperty(session => session.ExpiresAt, now + options.Value.WebSessionLife),
                    cancellationToken),
                LongestWait,
                cancellationToken);
            return true;
        }
        catch (DbException away) when (DatabaseTrouble.IsAway(away))
        {
            return false;
        }
    }
}
