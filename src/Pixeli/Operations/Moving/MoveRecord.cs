using Microsoft.Data.Sqlite;

namespace Pixeli.Operations.Moving;

/// <summary>A blob of the source, and what is known of it at the target.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Bytes">Its size at the source.</param>
/// <param name="Stamp">Its stamp at the source.</param>
/// <param name="TargetBytes">The size of what the target has under this key; null when it has nothing.</param>
/// <param name="Sha256">What was read at the target after it was written, if it was written since the source was.</param>
internal sealed record MovedBlob(string Key, long Bytes, string Stamp, long? TargetBytes, string? Sha256)
{
    public bool IsVerified => Sha256 is not null;
}

/// <summary>
/// What both stores hold, and what was compared already: a database of its own in the data folder, since a site has millions of blobs and
/// a move takes days and several runs. It may be lost: everything is compared again then.
/// </summary>
internal sealed class MoveRecord : IDisposable
{
    private const int PageSize = 500;

    // Nothing here is worth waiting for the disk: what a power cut takes is compared again.
    private const string Schema = """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;
        CREATE TABLE IF NOT EXISTS place (name TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS verified (key TEXT PRIMARY KEY, bytes INTEGER NOT NULL, stamp TEXT NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID;
        DROP TABLE IF EXISTS source;
        DROP TABLE IF EXISTS target;
        CREATE TABLE source (key TEXT PRIMARY KEY, bytes INTEGER NOT NULL, stamp TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE target (key TEXT PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
        """;

    private readonly SqliteConnection _connection;
    private readonly Lock _lock = new();

    /// <param name="path">The file.</param>
    /// <param name="place">From where to where; what is known of another move is forgotten.</param>
    public MoveRecord(string path, string place)
    {
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        _connection.Open();
        Run(Schema);
        if (Scalar("SELECT name FROM place") as string == place)
            return;
        Run("DELETE FROM verified; DELETE FROM place; INSERT INTO place VALUES ($place)", ("$place", place));
    }

    public (long Count, long Bytes) Source { get; private set; }

    /// <summary>How many blobs only the target has.</summary>
    public long OnlyAtTarget => (long)Scalar("SELECT COUNT(*) FROM target WHERE key NOT IN (SELECT key FROM source)")!;

    /// <summary>Takes down what both stores hold.</summary>
    public async Task ListAsync(Storage.IBlobStore source, Storage.IBlobStore target, CancellationToken cancellationToken)
    {
        await FillAsync("INSERT OR REPLACE INTO source VALUES ($key, $bytes, $stamp)", source, cancellationToken);
        await FillAsync("INSERT OR REPLACE INTO target SELECT $key, $bytes WHERE $stamp IS NOT NULL", target, cancellationToken);
        Source = ((long)Scalar("SELECT COUNT(*) FROM source")!, (long)Scalar("SELECT COALESCE(SUM(bytes), 0) FROM source")!);
    }

    /// <summary>All blobs of the source, as they were listed.</summary>
    public IEnumerable<MovedBlob> Blobs()
    {
        for (var after = ""; Page(after) is { Count: > 0 } page; after = page[^1].Key)
        {
            foreach (var blob in page)
                yield return blob;
        }
    }

    public void Verified(MovedBlob blob, string sha256)
    {
        lock (_lock)
        {
            Run(
                "INSERT OR REPLACE INTO verified VALUES ($key, $bytes, $stamp, $sha256)",
                ("$key", blob.Key), ("$bytes", blob.Bytes), ("$stamp", blob.Stamp), ("$sha256", sha256));
        }
    }

    public void Dispose() => _connection.Dispose();

    private async Task FillAsync(string insert, Storage.IBlobStore store, CancellationToken cancellationToken)
    {
        await using var transaction = (SqliteTransaction)await _connection.BeginTransactionAsync(cancellationToken);
        await using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // one of the two above
        command.CommandText = insert;
#pragma warning restore CA2100
        var (key, bytes, stamp) = (command.Parameters.Add("$key", SqliteType.Text), command.Parameters.Add("$bytes", SqliteType.Integer), command.Parameters.Add("$stamp", SqliteType.Text));
        await foreach (var blob in store.ListAsync("", cancellationToken))
        {
            (key.Value, bytes.Value, stamp.Value) = (blob.Key, blob.Bytes, blob.Stamp);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private List<MovedBlob> Page(string after)
    {
        lock (_lock)
        {
            using var command = Command(
                """
                SELECT s.key, s.bytes, s.stamp, t.bytes, v.sha256
                FROM source s
                LEFT JOIN target t ON t.key = s.key
                LEFT JOIN verified v ON v.key = s.key AND v.bytes = s.bytes AND v.stamp = s.stamp
                WHERE s.key > $after ORDER BY s.key LIMIT $limit
                """,
                ("$after", after), ("$limit", PageSize));
            using var reader = command.ExecuteReader();
            var page = new List<MovedBlob>(PageSize);
            while (reader.Read())
            {
                page.Add(new(
                    reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetString(4)));
            }

            return page;
        }
    }

    private void Run(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql)
    {
        using var command = Command(sql);
        return command.ExecuteScalar();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // the statements are our own
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
