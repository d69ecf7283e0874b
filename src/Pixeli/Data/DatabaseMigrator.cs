using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Pixeli.Data;

/// <summary>Brings the database to the current schema, once, before anything else uses it.</summary>
public sealed class DatabaseMigrator(IServiceScopeFactory scopes, DatabaseOptions options)
{
    private const string MigrationLock = "7089336938131513954"; // any number that nobody else takes

    /// <summary>Applies what is missing. Safe when several processes start at once.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        if (options.IsSqlite)
            await MigrateSqliteAsync(db, cancellationToken);
        else
            await MigratePostgresAsync(db, cancellationToken);
    }

    // EF's own lock ends with the transaction of each migration, so that of several processes two could go on with the next one.
    private static async Task MigratePostgresAsync(PixeliDb db, CancellationToken cancellationToken)
    {
        if (await db.Database.CanConnectAsync(cancellationToken))
        {
            await db.Database.OpenConnectionAsync(cancellationToken); // the lock is the connection's
            await db.Database.ExecuteSqlRawAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
        }

        try
        {
            await db.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            if (db.Database.GetDbConnection().State == ConnectionState.Open)
            {
                await db.Database.ExecuteSqlRawAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
                await db.Database.CloseConnectionAsync();
            }
        }
    }

    private async Task MigrateSqliteAsync(PixeliDb db, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(options.SqlitePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path) && !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            return;

        // EF's own migration lock is a row in SQLite, which a killed process leaves behind for ever. This lock goes with
        // the process that holds it, so whoever has it may clear that row.
        await using var turn = await LockAsync(path + ".migrating", cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
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
