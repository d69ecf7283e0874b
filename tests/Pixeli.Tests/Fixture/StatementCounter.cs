using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pixeli.Tests;

/// <summary>Counts the queries that requests send to the database; background work is left out.</summary>
internal sealed class StatementCounter : DbCommandInterceptor
{
    private int _count;

    public int Count => _count;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (!command.CommandText.Contains("blob_removals", StringComparison.Ordinal))
            Interlocked.Increment(ref _count);
        return new(result);
    }
}
