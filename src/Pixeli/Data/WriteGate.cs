using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Pixeli.Data;

/// <summary>
/// SQLite has one writer. Writers of this process queue here, first come first served, instead of meeting in the database,
/// where the loser of a race sleeps.
/// </summary>
internal sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task WaitAsync(CancellationToken cancellationToken) => _turn.WaitAsync(cancellationToken);

    public void Release() => _turn.Release();

    public void Dispose() => _turn.Dispose();
}

public static class Writing
{
    /// <summary>
    /// Runs <paramref name="write"/> in one transaction and commits it. Keep it short: no file, network or hashing inside.
    /// On SQLite the transaction is immediate and writers take turns.
    /// </summary>
    public static async Task<T> WriteAsync<T>(
        this PixeliDb db, Func<Task<T>> write, CancellationToken cancellationToken)
    {
        var gate = db.IsSqlite ? db.GetService<WriteGate>() : null;
        if (gate is not null)
            await gate.WaitAsync(cancellationToken);
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

    /// <inheritdoc cref="WriteAsync{T}"/>
    public static Task WriteAsync(this PixeliDb db, Func<Task> write, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                await write();
                return 0;
            },
            cancellationToken);
}
