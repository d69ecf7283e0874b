using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pixeli.Tests;

/// <summary>Counts the statements that requests send to the database; background work is left out.</summary>
internal sealed class StatementCounter : DbCommandInterceptor
{
    private readonly HttpContextAccessor _request = new(); // flows with the request: background work has none
    private int _count;

    public int Count => _count;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (_request.HttpContext is not null)
            Interlocked.Increment(ref _count);
        return new(result);
    }
}
