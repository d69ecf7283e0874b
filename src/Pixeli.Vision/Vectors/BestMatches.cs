namespace Pixeli.Vision.Vectors;

/// <summary>The best of what it was offered.</summary>
internal sealed class BestMatches(int count, float least)
{
    private readonly PriorityQueue<VectorMatch, float> _worstFirst = new();

    /// <summary>Whether something of this score would be among the best so far.</summary>
    public bool WouldTake(float score) => score >= least && (_worstFirst.Count < count || score > _worstFirst.Peek().Score);

    public void Offer(Guid id, float score)
    {
        if (!WouldTake(score))
            return;
        if (_worstFirst.Count == count)
            _worstFirst.Dequeue();
        _worstFirst.Enqueue(new VectorMatch(id, score), score);
    }

    public void Merge(BestMatches others)
    {
        foreach (var (match, _) in others._worstFirst.UnorderedItems)
            Offer(match.Id, match.Score);
    }

    public IReadOnlyList<VectorMatch> InOrder() =>
        [.. _worstFirst.UnorderedItems.Select(item => item.Element).OrderByDescending(match => match.Score).ThenBy(match => match.Id)];
}
