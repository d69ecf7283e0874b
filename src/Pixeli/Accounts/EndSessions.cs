using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Accounts;

internal static class EndSessions
{
    /// <summary>Ends sessions, and with them every token and cookie of theirs. Call inside a write transaction.</summary>
    public static Task<int> EndSessionsAsync(
        this PixeliDb db, Expression<Func<Session, bool>> which, DateTime now, CancellationToken cancellationToken) =>
        db.Sessions.Where(which).Where(session => session.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellationToken);
}
