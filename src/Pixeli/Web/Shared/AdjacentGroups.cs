namespace Pixeli.Web.Shared;

internal static class AdjacentGroups
{
    /// <summary>Groups what stands beside each other and has the same key. A list in another order has a key several times.</summary>
    public static IEnumerable<(TKey Key, IReadOnlyList<T> Items)> GroupAdjacentBy<T, TKey>(this IEnumerable<T> items, Func<T, TKey> key)
    {
        var group = new List<T>();
        foreach (var item in items)
        {
            if (group.Count > 0 && !EqualityComparer<TKey>.Default.Equals(key(group[0]), key(item)))
            {
                yield return (key(group[0]), group);
                group = [];
            }

            group.Add(item);
        }

        if (group.Count > 0)
            yield return (key(group[0]), group);
    }
}
