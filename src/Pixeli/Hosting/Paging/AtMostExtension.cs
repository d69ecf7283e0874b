namespace Pixeli.Hosting.Paging;

internal static class AtMostExtension
{
    /// <summary>Takes so many at most; null for all.</summary>
    public static IQueryable<T> AtMost<T>(this IQueryable<T> items, int? limit) => limit is { } most ? items.Take(most) : items;
}
