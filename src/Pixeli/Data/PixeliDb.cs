using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Pixeli.Data;

/// <summary>
/// The database. It knows no feature: each feature describes its entities in an <see cref="IEntityTypeConfiguration{TEntity}"/>,
/// names it by an <see cref="EntityAttribute{TEntity, TConfiguration}"/>, and adds a typed set to this class by extension.
/// </summary>
public sealed class PixeliDb(DbContextOptions<PixeliDb> options) : DbContext(options)
{
    /// <summary>True on SQLite, false on PostgreSQL.</summary>
    public bool IsSqlite => Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);

    /// <summary>
    /// Gives back the connection, for a request that goes on for long without it: thousands of those must not hold one each. The
    /// next statement opens one again.
    /// </summary>
    public void LetGo()
    {
        if (IsSqlite) // on PostgreSQL the connection is back in its pool after each statement
            ((KeptConnection)Database.GetDbConnection()).LetGo();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var entity in typeof(PixeliDb).Assembly.GetCustomAttributes<EntityAttribute>().OrderBy(entity => entity.Name, StringComparer.Ordinal))
            entity.AddTo(modelBuilder);
        modelBuilder.UseSnakeCaseNames();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // PostgreSQL keeps a timestamptz; SQLite has no such type and orders whole microseconds faster than text.
        if (IsSqlite)
            configurationBuilder.Properties<DateTime>().HaveConversion<UtcMicroseconds>();
    }
}
