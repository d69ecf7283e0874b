using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Accounts;

public static class ActiveCallers
{
    private static readonly Func<PixeliDb, Guid, CancellationToken, Task<Caller?>> Find = EF.CompileAsyncQuery(
        (PixeliDb db, Guid userId, CancellationToken _) => db.Set<User>().Where(user => user.Id == userId && user.DisabledAt == null)
            .Select(user => new Caller(user.Id, user.UserName!, user.Name, user.Role, Guid.Empty))
            .FirstOrDefault());

    /// <summary>Somebody as a caller while they are not asking themselves; null when there is no such account or it is shut.</summary>
    public static Task<Caller?> CallerOfAsync(this PixeliDb db, Guid userId, CancellationToken cancellationToken) => Find(db, userId, cancellationToken);
}
