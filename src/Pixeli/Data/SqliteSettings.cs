using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pixeli.Data;

/// <summary>Settings that SQLite keeps for a connection, not for the file.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    // FULL: a commit that was acknowledged survives a power cut. busy_timeout: SQLite's own short waits for another
    // process, instead of the provider's sleeps of 150 ms.
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA temp_store=MEMORY;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        LowerAnyLetter(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        LowerAnyLetter(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // SQLite's own lower() knows the letters of ASCII only.
    private static void LowerAnyLetter(DbConnection connection) =>
        ((SqliteConnection)connection).CreateFunction("lower", (string? text) => text?.ToLowerInvariant(), isDeterministic: true);
}
