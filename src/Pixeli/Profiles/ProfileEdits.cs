using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;

namespace Pixeli.Profiles;

/// <summary>Edits profiles.</summary>
public sealed class ProfileEdits(PixeliDb db)
{
    /// <returns>What is wrong, by field; empty when it is done.</returns>
    public Task<IReadOnlyList<FieldError>> EditAsync(Guid id, ProfileChanges changes, CancellationToken cancellationToken) => db.WriteAsync(
        async () =>
        {
            var user = await db.Users.FirstAsync(row => row.Id == id, cancellationToken);
            var errors = changes.ApplyTo(user);
            if (errors.Count == 0)
                await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            return errors;
        },
        cancellationToken);
}
