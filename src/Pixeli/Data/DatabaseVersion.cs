using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Pixeli.Data;

/// <summary>Tells whether anything was committed to the database, by this process or another.</summary>
internal sealed class DatabaseVersion(DatabaseOptions options) : IDisposable
{
    private readonly Lock _turn = new();
    private SqliteConnection? _connection;
    private SqliteCommand? _watch;

    /// <summary>
    /// What the database shows at this moment. As long as two answers are equal, everything that was read between them would be
    /// read again: nothing was committed meanwhile.
    /// </summary>
    public async ValueTask<string> ReadAsync(PixeliDb db, CancellationToken cancellationToken)
    {
        if (options.IsSqlite)
            return ReadSqlite();
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            // Which transactions are seen, and which are not: it never comes back to an earlier value.
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT pg_current_snapshot()::text";
            return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    public void Dispose()
    {
        _watch?.Dispose();
        _connection?.Dispose();
    }

    // https://sqlite.org/pragma.html#pragma_data_version: it changes with what other connections commit. This one commits nothing itself.
    private string ReadSqlite()
    {
        lock (_turn)
        {
            if (_watch is null)
            {
                _connection = new SqliteConnection(options.ConnectionString + ";Mode=ReadOnly;Pooling=False");
                _connection.Open();
                _watch = _connection.CreateCommand();
                _watch.CommandText = "PRAGMA data_version";
            }

            return $"{_watch.ExecuteScalar()}";
        }
    }
}
