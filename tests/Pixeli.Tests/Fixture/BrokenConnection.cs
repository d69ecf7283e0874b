using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Pixeli.Tests;

/// <summary>
/// The connection to the database breaks once, at a statement that has a text in it: before it is sent, or after what it did to some rows was
/// committed and before its sender hears of it. Where it stays broken nothing more is written until <see cref="Mend"/>.
/// </summary>
internal sealed class BrokenConnection(string statement, bool isCommitted, bool staysBroken = false) : DbTransactionInterceptor, IDbCommandInterceptor
{
    private DbTransaction? _unheard;
    private volatile bool _isMended = !staysBroken;

    public bool Happened { get; private set; }

    public void Mend() => _isMended = true;

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if ((!isCommitted && Is(command)) || (Happened && !_isMended))
            Break();
        return ValueTask.FromResult(result);
    }

    public ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
    {
        if (isCommitted && eventData.ReadCount > 1 && Is(command)) // one of them finds the end
            _unheard = command.Transaction;
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (transaction == _unheard && !Happened)
            Break();
        return Task.CompletedTask;
    }

    // SQLite has quotes around all names, PostgreSQL around few.
    private bool Is(DbCommand command) => !Happened && command.CommandText.Replace("\"", "", StringComparison.Ordinal).Contains(statement, StringComparison.Ordinal);

    private void Break()
    {
        Happened = true;
        throw new NpgsqlException("The connection broke.");
    }
}
