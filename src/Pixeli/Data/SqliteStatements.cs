using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pixeli.Data;

/// <summary>Gives each context a connection that stays open, and its commands the statements compiled there before.</summary>
internal sealed class SqliteStatements(string connectionString) : DbConnectionInterceptor, IDbCommandInterceptor
{
    [SuppressMessage("Reliability", "CA2000", Justification = "The context that gets it disposes it.")]
    public override InterceptionResult<DbConnection> ConnectionCreating(
        ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(new KeptConnection(connectionString));

    public DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (eventData.CommandSource is not (CommandSource.LinqQuery or CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete))
            return result; // migrations, and what somebody wrote for one occasion
        using var made = (SqliteCommand)result;
        return ((KeptConnection)made.Connection!).Commands.Take(made);
    }
}
