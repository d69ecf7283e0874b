using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts.People;
using Pixeli.Data;

namespace Pixeli.Accounts;

public static class AccountSets
{
    extension(PixeliDb db)
    {
        public DbSet<User> Users => db.Set<User>();

        public DbSet<Session> Sessions => db.Set<Session>();

        internal DbSet<UserWord> UserWords => db.Set<UserWord>();

        internal DbSet<RefreshToken> RefreshTokens => db.Set<RefreshToken>();
    }
}
