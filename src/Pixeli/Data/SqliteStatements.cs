using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pixeli.Data;

/// <summary>Gives each context a connection that stays open, and its commands the statements compiled there before.</summary>
internal sealed class SqliteStatements(DatabaseOptions options) : DbConnectionInterceptor, IDbCommandInterceptor, IDisposable
{
    private readonly ConcurrentDictionary<KeptConnection, bool> _open = new();

    [SuppressMessage("Reliability", "CA2000", Justification = "The context that gets it disposes it, or we do at the end.")]
    public override InterceptionResult<DbConnection> ConnectionCreating(
        ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result)
    {
        var connection = new KeptConnection(options.ConnectionString);
        _open[connection] = true;
        connection.Disposed += (_, _) => _open.TryRemove(connection, out var _);
        return InterceptionResult<DbConnection>.SuppressWithResult(connection);
    }

    public DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (eventData.CommandSource is not (CommandSource.LinqQuery or CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete))
            return result; // migrations, and what somebody wrote for one occasion
        using var made = (SqliteCommand)result;
        return ((KeptConnection)made.Connection!).Commands.Take(made);
    }

    /// <summary>Closes what contexts left open that wait for their next use: the pool of contexts never does.</summary>
    public void Dispose()
    {
        foreach (var connection in _open.Keys)
            connection.Dispose();
    }
}
