namespace Pixeli.Vision;

/// <summary>Keeps the best of several findings of the same thing.</summary>
internal static class Suppression
{
    /// <param name="found">Findings in any order.</param>
    /// <param name="score">How sure each is.</param>
    /// <param name="same">Whether a weaker finding is of the thing that a better one found.</param>
    /// <returns>The best first.</returns>
    public static List<T> Best<T>(IEnumerable<T> found, Func<T, float> score, Func<T, T, bool> same)
    {
        List<T> kept = [];
        foreach (var candidate in found.OrderByDescending(score))
            if (!kept.Exists(better => same(better, candidate)))
                kept.Add(candidate);
        return kept;
    }
}
