using Microsoft.EntityFrameworkCore;

namespace Pixeli.Data;

/// <summary>
/// The database. It knows no feature: each feature describes its entities in an <see cref="IEntityTypeConfiguration{TEntity}"/>
/// and adds a typed set to this class by extension.
/// </summary>
public sealed class PixeliDb(DbContextOptions<PixeliDb> options) : DbContext(options)
{
    /// <summary>True on SQLite, false on PostgreSQL.</summary>
    public bool IsSqlite => Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PixeliDb).Assembly);
        modelBuilder.UseSnakeCaseNames();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // PostgreSQL keeps a timestamptz; SQLite has no such type and orders whole microseconds faster than text.
        if (IsSqlite)
            configurationBuilder.Properties<DateTime>().HaveConversion<UtcMicroseconds>();
    }
}
