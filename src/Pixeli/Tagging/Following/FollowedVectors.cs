using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Vision.Vectors;

namespace Pixeli.Tagging.Following;

/// <summary>
/// The vectors of one kind, in memory, as one pack made them. They follow the database: whoever asks reads first what any process
/// changed or deleted since the last time.
/// </summary>
internal sealed class FollowedVectors(IVectorTable table, TimeProvider clock) : IDisposable
{
    /// <summary>How long the database remembers changes.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    // Who has not looked for so long begins anew.
    private static readonly TimeSpan Stale = Remembered / 2;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Held? _held;

    /// <summary>True while there are any in memory.</summary>
    public bool IsHeld => _held is not null;

    /// <summary>The vectors of one pack as they are now.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "Searches may still look through an index when another takes its place.")]
    public async Task<VectorIndex> OfAsync(PixeliDb db, string pack, int dimensions, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var marks = await ChangeMarks.ReadAsync(db, table.Changes(db), cancellationToken);
            if (_held is not { } held || held.Pack != pack || held.Index.Dimensions != dimensions || clock.GetElapsedTime(held.ReadAt) > Stale)
                _held = new(pack, await LoadAsync(db, pack, dimensions, cancellationToken), marks, clock.GetTimestamp());
            else
                _held = await CatchUpAsync(db, held, marks, cancellationToken);
            return _held.Index;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Brings what is held to what the database has now. Where nothing is held, nothing is read.</summary>
    public async Task KeepUpAsync(PixeliDb db, CancellationToken cancellationToken)
    {
        if (_held is { } held)
            await OfAsync(db, held.Pack, held.Index.Dimensions, cancellationToken);
    }

    /// <summary>There is nothing to compare them with any more, or nobody who asks.</summary>
    public void Forget() => _held = null;

    /// <summary>Lets the database forget changes that every process has read long ago.</summary>
    public Task ForgetChangesAsync(PixeliDb db, CancellationToken cancellationToken) =>
        table.ForgetChangesAsync(db, clock.UtcNow - Remembered, cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task<VectorIndex> LoadAsync(PixeliDb db, string pack, int dimensions, CancellationToken cancellationToken)
    {
        var index = new VectorIndex(dimensions);
        await foreach (var row in table.Of(db, pack).AsAsyncEnumerable().WithCancellation(cancellationToken))
            Put(index, row.Id, row.Vector);
        return index;
    }

    private async Task<Held> CatchUpAsync(PixeliDb db, Held held, ChangeMarks now, CancellationToken cancellationToken)
    {
        var at = clock.GetTimestamp();
        if (now.Text == held.Marks.Text)
            return held with { ReadAt = at };
        var (from, until) = (held.Marks.Whole, now.Newest);
        var changes = from change in table.Changes(db)
                      where change.Mark >= @from && change.Mark < until
                      join row in table.Of(db, held.Pack) on change.Id equals row.Id into rows
                      from row in rows.DefaultIfEmpty()
                      select new { change.Id, Vector = (byte[]?)row!.Vector };
        await foreach (var change in changes.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (change.Vector is { } vector)
                Put(held.Index, change.Id, vector);
            else
                held.Index.Remove(change.Id);
        }

        return held with { Marks = now, ReadAt = at };
    }

    private static void Put(VectorIndex index, Guid id, byte[] vector)
    {
        var values = Vectors.FromBytes(vector);
        if (values.Length == index.Dimensions)
            index.Set(id, values);
        else
            index.Remove(id); // another model of the same name made it
    }

    private sealed record Held(string Pack, VectorIndex Index, ChangeMarks Marks, long ReadAt);
}
