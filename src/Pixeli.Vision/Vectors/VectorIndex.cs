using System.Runtime.InteropServices;

namespace Pixeli.Vision.Vectors;

/// <summary>
/// Vectors of length one in memory, a byte a value, found by comparing with all of them: nothing to train, exact for what it keeps, and
/// changed as cheaply as it is read. Of each vector it keeps values in 255 steps, so scores are right to about two thousandths. Thread-safe.
/// </summary>
/// <param name="dimensions">Values a vector has.</param>
public sealed class VectorIndex(int dimensions) : IDisposable
{
    private const float FewOfAll = 0.5f; // rows looked up one by one cost about twice as much as rows in a row

    private readonly ReaderWriterLockSlim _gate = new();
    private readonly Dictionary<Guid, int> _rows = [];
    private readonly List<VectorBlock> _blocks = [];

    /// <summary>Values a vector has.</summary>
    public int Dimensions => dimensions;

    /// <summary>Vectors there are.</summary>
    public int Count => Reading(() => _rows.Count);

    /// <summary>Bytes that the vectors take, with their ids and the room for more that was made already.</summary>
    public long Bytes => Reading(() => _blocks.Count * VectorBlock.BytesEach(dimensions) + _rows.EnsureCapacity(0) * 32L);

    /// <summary>Adds a vector, or replaces the one of this id.</summary>
    public void Set(Guid id, ReadOnlySpan<float> vector)
    {
        Check(vector);
        _gate.EnterWriteLock();
        try
        {
            ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, id, out var exists);
            if (!exists)
                row = _rows.Count - 1;
            if (row == _blocks.Count * VectorBlock.Rows)
                _blocks.Add(new VectorBlock(dimensions));
            _blocks[row / VectorBlock.Rows].Write(row % VectorBlock.Rows, id, vector);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <returns>Whether it was there.</returns>
    public bool Remove(Guid id)
    {
        _gate.EnterWriteLock();
        try
        {
            if (!_rows.Remove(id, out var row))
                return false;
            var last = _rows.Count; // the last row takes the place
            if (row != last)
                _rows[_blocks[row / VectorBlock.Rows].Take(row % VectorBlock.Rows, _blocks[last / VectorBlock.Rows], last % VectorBlock.Rows)] = row;
            if (_blocks.Count > (last + 2 * VectorBlock.Rows - 1) / VectorBlock.Rows)
                _blocks.RemoveAt(_blocks.Count - 1);
            return true;
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>The vectors that are nearest to one.</summary>
    /// <param name="vector">Of length one.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="least">The least cosine similarity.</param>
    /// <param name="among">The only ids that may be found; null for all. It is asked from several threads at once.</param>
    /// <param name="threads">Threads that look, this one included.</param>
    /// <param name="cancellationToken">Heeded every few thousand vectors.</param>
    /// <returns>The nearest first.</returns>
    public IReadOnlyList<VectorMatch> Nearest(
        ReadOnlySpan<float> vector, int count, float least = -1, IReadOnlySet<Guid>? among = null, int threads = 1, CancellationToken cancellationToken = default)
    {
        Check(vector);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (count <= 0)
            return [];
        var query = new VectorQuery(vector, count, least, among);
        return Reading(() => among is not null && among.Count < _rows.Count * FewOfAll
            ? LookUp(query, among, cancellationToken)
            : Scan(query, threads, cancellationToken));
    }

    public void Dispose() => _gate.Dispose();

    private IReadOnlyList<VectorMatch> LookUp(VectorQuery query, IReadOnlySet<Guid> among, CancellationToken cancellationToken)
    {
        var best = query.Begin();
        var looked = 0;
        foreach (var id in among)
        {
            if (++looked % VectorBlock.Rows == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (_rows.TryGetValue(id, out var row))
                best.Offer(id, query.Score(_blocks[row / VectorBlock.Rows], row % VectorBlock.Rows));
        }
        return best.InOrder();
    }

    private IReadOnlyList<VectorMatch> Scan(VectorQuery query, int threads, CancellationToken cancellationToken)
    {
        var all = query.Begin();
        var merging = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, (_rows.Count + VectorBlock.Rows - 1) / VectorBlock.Rows, options, query.Begin,
            (block, _, best) =>
            {
                query.Scan(_blocks[block], Math.Min(VectorBlock.Rows, _rows.Count - block * VectorBlock.Rows), best);
                return best;
            },
            best =>
            {
                lock (merging)
                    all.Merge(best);
            });
        return all.InOrder();
    }

    private T Reading<T>(Func<T> read)
    {
        _gate.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    private void Check(ReadOnlySpan<float> vector)
    {
        if (vector.Length != dimensions)
            throw new ArgumentException($"A vector of {vector.Length} values cannot be compared with those of {dimensions}.", nameof(vector));
    }
}
