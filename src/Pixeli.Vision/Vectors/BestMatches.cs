namespace Pixeli.Vision.Vectors;

/// <summary>The best of what it was offered; of equals those with the smaller ids, so that whoever looks again, in other parts, finds the same.</summary>
internal sealed class BestMatches(int count, float least)
{
    private static readonly Comparer<VectorMatch> Worse = Comparer<VectorMatch>.Create(
        (one, other) => one.Score.CompareTo(other.Score) is not 0 and var order ? order : other.Id.CompareTo(one.Id));

    private readonly PriorityQueue<VectorMatch, VectorMatch> _worstFirst = new(Worse);

    /// <summary>Whether something of this score could be among the best so far.</summary>
    public bool WouldTake(float score) => score >= least && (_worstFirst.Count < count || score >= _worstFirst.Peek().Score);

    public void Offer(Guid id, float score)
    {
        if (!WouldTake(score))
            return;
        var match = new VectorMatch(id, score);
        if (_worstFirst.Count < count)
            _worstFirst.Enqueue(match, match);
        else
            _worstFirst.EnqueueDequeue(match, match);
    }

    public void Merge(BestMatches others)
    {
        foreach (var (match, _) in others._worstFirst.UnorderedItems)
            Offer(match.Id, match.Score);
    }

    public IReadOnlyList<VectorMatch> InOrder() => [.. _worstFirst.UnorderedItems.Select(item => item.Element).OrderDescending(Worse)];
}
