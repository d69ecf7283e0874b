using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Pixeli.Data;

/// <summary>Why a database did not do what it was asked, told alike for both, and apart from statements that are wrong.</summary>
internal static class DatabaseTrouble
{
    // https://www.sqlite.org/rescode.html
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteBroken = 10; // SQLITE_IOERR
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    /// <summary>No room is left to write in. Nothing was written.</summary>
    public static bool IsFull(Exception failure) => Cause(failure) switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteFull,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.DiskFull,
        _ => false,
    };

    /// <summary>The database cannot be reached, is stopping or starting, or has no turn to give; later it may.</summary>
    public static bool IsAway(Exception failure) => Cause(failure) switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked or SqliteReadOnly or SqliteBroken or SqliteCannotOpen,
        PostgresException postgres => IsAway(postgres.SqlState),
        NpgsqlException => true, // the way there, or the wait
        _ => false,
    };

    /// <summary>A text has a character that the database cannot keep: U+0000, for PostgreSQL.</summary>
    public static bool IsText(Exception failure) => Cause(failure) is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire };

    // Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, no such database, resources,
    // intervention of the operator, system; a transaction that was ended so that another could go on; a database closed to connections.
    private static bool IsAway(string state) =>
        state[..2] is "08" or "3D" or "53" or "57" or "58"
        || state is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.ObjectNotInPrerequisiteState;

    private static DbException? Cause(Exception failure) => failure switch
    {
        DbException database => database,
        DbUpdateException update => update.InnerException as DbException,
        _ => null,
    };
}
