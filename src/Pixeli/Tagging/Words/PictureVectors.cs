using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Vision.Vectors;

namespace Pixeli.Tagging.Words;

/// <summary>
/// The vectors of all pictures, in memory, as one pack made them. They follow the database: whoever asks reads first what any process
/// changed or deleted since the last time.
/// </summary>
public sealed class PictureVectors(TimeProvider clock) : IDisposable
{
    // The database forgets changes after a day: who has not looked for so long begins anew.
    private static readonly TimeSpan Stale = ImageVectorUpkeep.Remembered / 2;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Held? _held;

    /// <summary>The vectors of one pack as they are now.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "Searches may still look through an index when another takes its place.")]
    public async Task<VectorIndex> OfAsync(PixeliDb db, string pack, int dimensions, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var marks = await ChangeMarks.ReadAsync(db, cancellationToken);
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

    /// <summary>There is nothing to compare them with any more.</summary>
    public void Forget() => _held = null;

    public void Dispose() => _turn.Dispose();

    private static async Task<VectorIndex> LoadAsync(PixeliDb db, string pack, int dimensions, CancellationToken cancellationToken)
    {
        var index = new VectorIndex(dimensions);
        await foreach (var row in db.ImageVectors.AsNoTracking().Where(image => image.Pack == pack)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
            Put(index, row.PhotoId, row.Vector);
        return index;
    }

    private async Task<Held> CatchUpAsync(PixeliDb db, Held held, ChangeMarks now, CancellationToken cancellationToken)
    {
        var at = clock.GetTimestamp();
        if (now.Text == held.Marks.Text)
            return held with { ReadAt = at };
        var (from, until, pack) = (held.Marks.Whole, now.Newest, held.Pack);
        var changes = from change in db.ImageVectorChanges
                      where change.Mark >= @from && change.Mark < until
                      join image in db.ImageVectors.Where(image => image.Pack == pack) on change.PhotoId equals image.PhotoId into images
                      from image in images.DefaultIfEmpty()
                      select new { change.PhotoId, Vector = (byte[]?)image!.Vector };
        await foreach (var change in changes.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (change.Vector is { } vector)
                Put(held.Index, change.PhotoId, vector);
            else
                held.Index.Remove(change.PhotoId);
        }

        return held with { Marks = now, ReadAt = at };
    }

    private static void Put(VectorIndex index, Guid photo, byte[] vector)
    {
        var values = Vectors.FromBytes(vector);
        if (values.Length == index.Dimensions)
            index.Set(photo, values);
        else
            index.Remove(photo); // another model of the same name made it
    }

    private sealed record Held(string Pack, VectorIndex Index, ChangeMarks Marks, long ReadAt);
}
