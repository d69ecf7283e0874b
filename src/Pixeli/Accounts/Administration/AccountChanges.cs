using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.Errors;

namespace Pixeli.Accounts.Administration;

/// <summary>Changes what people may do. There is always an administrator who can sign in.</summary>
public sealed class AccountChanges(PixeliDb db, TimeProvider clock)
{
    /// <summary>Gives a role, shuts or opens an account; shutting it ends its sessions. Null leaves a thing as it is.</summary>
    /// <returns>The problem, or null when it is done.</returns>
    public Task<Problem?> ChangeAsync(Guid id, Role? role, bool? isActive, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            if (!db.IsSqlite) // of two administrators who demote each other at once, one comes too late
                await db.Database.ExecuteSqlRawAsync("LOCK TABLE users IN EXCLUSIVE MODE", cancellationToken);
            var active = db.Users.Where(user => user.EmailConfirmed && user.DisabledAt == null);
            var person = await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Id == id, cancellationToken);
            if (person is null)
                return Problem.NotFound();
            var losesAdministrator = (role is not null and not Role.Administrator) || isActive == false;
            if (losesAdministrator && person is { Role: Role.Administrator, EmailConfirmed: true, DisabledAt: null }
                && !await active.AnyAsync(user => user.Role == Role.Administrator && user.Id != id, cancellationToken))
                return Problem.Conflict("This is the last active administrator. Make somebody else one first.");
            await ApplyAsync(person, role, isActive, cancellationToken);
            return null;
        },
        cancellationToken);

    /// <summary>The id of who has a user name, or null.</summary>
    public Task<Guid?> FindAsync(string username, CancellationToken cancellationToken)
    {
        var normalized = username.Trim().ToUpperInvariant();
        return db.Users.Where(user => user.NormalizedUserName == normalized).Select(user => (Guid?)user.Id).FirstOrDefaultAsync(cancellationToken);
    }

    // An administrator who opens an account vouches for its address too.
    private async Task ApplyAsync(User person, Role? role, bool? isActive, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var (newRole, disabledAt, confirmed) = (
            role ?? person.Role,
            isActive is { } open ? (open ? null : person.DisabledAt ?? now) : person.DisabledAt,
            person.EmailConfirmed || isActive == true);
        await db.Users.Where(user => user.Id == person.Id).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.Role, newRole).SetProperty(user => user.DisabledAt, disabledAt)
                .SetProperty(user => user.EmailConfirmed, confirmed),
            cancellationToken);
        if (isActive == false)
            await db.EndSessionsAsync(session => session.UserId == person.Id, now, cancellationToken);
    }
}
