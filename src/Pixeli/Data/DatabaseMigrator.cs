using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Pixeli.Data.Migrations;

namespace Pixeli.Data;

/// <summary>Brings the database to the current schema, once, before anything else uses it.</summary>
public sealed class DatabaseMigrator(IServiceScopeFactory scopes, DatabaseOptions options)
{
    /// <summary>Applies what is missing. Safe when several processes start at once.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="target">The last migration to apply; all by default. What is applied already stays.</param>
    public async Task MigrateAsync(CancellationToken cancellationToken, string? target = null)
    {
        if (target is null && await IsCurrentAsync(cancellationToken))
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        if (options.IsSqlite)
            await MigrateSqliteAsync(db, target, cancellationToken);
        else
            await MigratePostgresAsync(db, target, cancellationToken);
    }

    // Nearly every start finds that there is nothing to do. Entity Framework would find it too, in a third of the time that a start takes: it
    // puts together a model of its own to read one column.
    private async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        if (options.IsSqlite && !File.Exists(options.SqlitePath)) // to ask would make it
            return false;
        try
        {
            await using var connection = options.CreateConnection();
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT \"MigrationId\" FROM \"{HistoryRepository.DefaultTableName}\"";
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var applied = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadAsync(cancellationToken))
                applied.Add(reader.GetString(0));
            return applied.IsSupersetOf(KnownMigrations.Ids);
        }
        catch (Exception unknown) when (unknown is PostgresException or SqliteException)
        {
            return false; // there is no such table or database yet; whatever else it is, migrating says it
        }
    }

    // EF's own migration lock lasts as long as one migration's transaction: of two processes that start at once, the second could
    // begin with what the first is about to do. This lock lasts as long as its connection.
    private async Task MigratePostgresAsync(PixeliDb db, string? target, CancellationToken cancellationToken)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
            await CreateAsync(creator, cancellationToken);

        await using var turn = new NpgsqlConnection(options.ConnectionString + ";Pooling=false");
        await turn.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(7049256104)", turn) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
        await ApplyAsync(db, target, cancellationToken);
    }

    private static async Task ApplyAsync(PixeliDb db, string? target, CancellationToken cancellationToken)
    {
        // Entity Framework would go back to an earlier one.
        if (target is null || !(await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Contains(target))
            await db.Database.MigrateAsync(target, cancellationToken);
    }

    private static async Task CreateAsync(IRelationalDatabaseCreator creator, CancellationToken cancellationToken)
    {
        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException taken) when (taken.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // another process that starts at the same time was first
        }
    }

    private async Task MigrateSqliteAsync(PixeliDb db, string? target, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(options.SqlitePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // EF's own migration lock is a row in SQLite, which a killed process leaves behind for ever. This lock goes with
        // the process that holds it, so whoever has it may clear that row.
        await using var turn = await LockAsync(path + ".migrating", cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await ApplyAsync(db, target, cancellationToken);
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(50, cancellationToken); // another process is migrating: its lock ends with it
            }
        }
    }
}
