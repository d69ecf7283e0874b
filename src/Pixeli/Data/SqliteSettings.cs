using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Pixeli.Data;

/// <summary>Settings that SQLite keeps for a connection, not for the file. Made once for each, however often the pool lends it.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    // FULL: a commit that was acknowledged survives a power cut. busy_timeout: SQLite's own short waits for another
    // process, instead of the provider's sleeps of 150 ms. The provider repeats them until a command's time is over.
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=1000; PRAGMA temp_store=MEMORY;";

    private static readonly ConditionalWeakTable<sqlite3, object> Done = [];

    /// <summary>
    /// Stops SQLite's count of the memory it uses: for each piece it takes, all threads would wait for one lock. Heard only before
    /// the first connection of the process, later calls change nothing.
    /// </summary>
    public static void ConfigureProcess()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Configure((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Configure((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    private static void Configure(SqliteConnection connection)
    {
        var handle = connection.Handle!;
        if (!Done.TryAdd(handle, handle))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        // A plan that looks at parameters, as at a LIMIT, is made anew whenever they are bound: that costs more than most statements.
        _ = raw.sqlite3_db_config(handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        // SQLite's own lower() knows the letters of ASCII only. Not SqliteConnection.CreateFunction, which ends when the pool takes the connection back.
        raw.sqlite3_create_function(handle, "lower", 1, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null, static (context, _, arguments) =>
        {
            if (raw.sqlite3_value_type(arguments[0]) == raw.SQLITE_NULL)
                raw.sqlite3_result_null(context);
            else
                raw.sqlite3_result_text(context, raw.sqlite3_value_text(arguments[0]).utf8_to_string().ToLowerInvariant());
        });
    }
}
