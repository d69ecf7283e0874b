namespace Pixeli.Hosting.Paging;

/// <summary>Ids in a query parameter, with commas between them.</summary>
internal static class IdList
{
    /// <returns>Each id once; null when there are none or more than <paramref name="most"/>, or one is not an id.</returns>
    public static IReadOnlyCollection<Guid>? Parse(string? text, int most)
    {
        var ids = (text ?? "").Split(',').Select(id => Guid.TryParse(id, out var parsed) ? parsed : Guid.Empty).ToHashSet();
        return ids.Count > most || ids.Contains(Guid.Empty) ? null : ids;
    }
}
