using Npgsql;
using Pixeli.Data;

namespace Pixeli.Hosting;

/// <summary>
/// Keeps the files of what is deleted for as long as a backup is made: it copies rows first and then the files that they name. Held by a
/// lock of PostgreSQL, or of the data folder with SQLite, either of which ends with its process.
/// </summary>
/// <remarks>Whoever removes files asks after it knows which: what was deleted before the asking is in no backup that begins after it.</remarks>
public sealed class BlobHold(DatabaseOptions options, DataFolder data)
{
    private const string Key = "7049256105";

    private string Path => System.IO.Path.Combine(data.Root, "backup.lock");

    /// <summary>Holds, until disposed. Several may.</summary>
    public async Task<IAsyncDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        if (options.IsSqlite)
        {
            await using (new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
                // it is there now
            }

            return new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }

        var connection = new NpgsqlConnection(options.ConnectionString + ";Pooling=false;Keepalive=30");
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock_shared({Key})", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>True while a backup is made.</summary>
    public async Task<bool> IsTakenAsync(CancellationToken cancellationToken)
    {
        if (options.IsSqlite)
            return File.Exists(Path) && IsLocked();
        await using var connection = new NpgsqlConnection(options.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_xact_lock({Key})", connection, transaction);
        return !(bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private bool IsLocked()
    {
        try
        {
            using var attempt = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
