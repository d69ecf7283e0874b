using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using SQLitePCL;

namespace Pixeli.Data;

/// <summary>
/// SQLite has one writer. Writers of this process queue here, first come first served, instead of meeting in the database,
/// where the loser of a race sleeps.
/// </summary>
/// <param name="patience">How long each waits in all: for its turn here, and then for other programs that write.</param>
internal sealed class WriteGate(TimeSpan patience) : IDisposable
{
    /// <summary>Less than clients and proxies wait for an answer, and much longer than a write takes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for the turn to write, and gives the database's own wait what is left of the time.</summary>
    /// <exception cref="SqliteException">The turn did not come.</exception>
    public async Task WaitAsync(PixeliDb db, TimeSpan? atMost, CancellationToken cancellationToken)
    {
        var (began, time) = (Stopwatch.GetTimestamp(), atMost ?? patience);
        if (!await _turn.WaitAsync(time, cancellationToken))
            throw new SqliteException("database is locked: others wait to write before this", raw.SQLITE_BUSY);
        var left = time - Stopwatch.GetElapsedTime(began);
        ((SqliteConnection)db.Database.GetDbConnection()).DefaultTimeout = Math.Max(1, (int)left.TotalSeconds); // 0 would be for ever
    }

    public void Release() => _turn.Release();

    public void Dispose() => _turn.Dispose();
}

public static class Writing
{
    /// <summary>
    /// Runs <paramref name="write"/> in one transaction and commits it. Keep it short: no file, network or hashing inside.
    /// On SQLite the transaction is immediate and writers take turns.
    /// </summary>
    public static Task<T> WriteAsync<T>(this PixeliDb db, Func<Task<T>> write, CancellationToken cancellationToken) =>
        db.WriteAsync(write, atMost: null, cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}(PixeliDb, Func{Task{T}}, CancellationToken)"/>
    public static Task WriteAsync(this PixeliDb db, Func<Task> write, CancellationToken cancellationToken) =>
        db.WriteAsync(write, atMost: null, cancellationToken);

    /// <summary>The same for what can be left: on SQLite it waits no longer for its turn.</summary>
    public static Task WriteAsync(this PixeliDb db, Func<Task> write, TimeSpan? atMost, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                await write();
                return 0;
            },
            atMost,
            cancellationToken);

    private static async Task<T> WriteAsync<T>(this PixeliDb db, Func<Task<T>> write, TimeSpan? atMost, CancellationToken cancellationToken)
    {
        var gate = db.IsSqlite ? db.GetService<WriteGate>() : null;
        if (gate is not null)
            await gate.WaitAsync(db, atMost, cancellationToken);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var result = await write();
            // Not to be cancelled: a commit that was given up may have happened, and its caller would undo what it stands on.
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        finally
        {
            gate?.Release();
        }
    }
}
