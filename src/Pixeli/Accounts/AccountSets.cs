using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Accounts;

public static class AccountSets
{
    extension(PixeliDb db)
    {
        public DbSet<User> Users => db.Set<User>();

        public DbSet<Session> Sessions => db.Set<Session>();

        internal DbSet<RefreshToken> RefreshTokens => db.Set<RefreshToken>();
    }
}
