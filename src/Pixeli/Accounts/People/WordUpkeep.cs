using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Pixeli.Data;

namespace Pixeli.Accounts.People;

/// <summary>Writes the words of a person whenever names are, whoever writes them.</summary>
internal sealed class WordUpkeep : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is PixeliDb db)
            await UpdateAsync(db, cancellationToken);
        return result;
    }

    private static async Task UpdateAsync(PixeliDb db, CancellationToken cancellationToken)
    {
        foreach (var entry in db.ChangeTracker.Entries<User>().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList())
        {
            if (entry.State == EntityState.Modified
                && !entry.Property(user => user.Name).IsModified && !entry.Property(user => user.UserName).IsModified)
                continue;
            var (id, old) = (entry.Entity.Id, new HashSet<string>());
            if (entry.State == EntityState.Modified)
                old = await db.UserWords.AsNoTracking().Where(word => word.UserId == id).Select(word => word.Word).ToHashSetAsync(cancellationToken);
            var words = NameWords.Of(entry.Entity.UserName!, entry.Entity.Name);
            db.UserWords.RemoveRange(old.Except(words).Select(word => new UserWord { Word = word, UserId = id }));
            db.UserWords.AddRange(words.Except(old).Select(word => new UserWord { Word = word, UserId = id }));
        }
    }
}
