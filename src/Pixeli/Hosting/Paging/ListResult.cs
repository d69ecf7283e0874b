namespace Pixeli.Hosting.Paging;

/// <summary>Answers a list: all of it, streamed, or one page with a link to the next.</summary>
internal static class ListResult
{
    /// <param name="context">The request.</param>
    /// <param name="page">What the request asked for.</param>
    /// <param name="items">Reads at most so many items; null for all.</param>
    /// <param name="key">The sort key of an item.</param>
    public static async Task<IResult> OfAsync<T>(
        HttpContext context, PageRequest page, Func<int?, IAsyncEnumerable<T>> items, Func<T, PageKey> key)
    {
        if (page.Limit is not { } limit)
            return Results.Ok(items(null));
        var list = await items(limit + 1).ToListAsync(context.RequestAborted); // one more tells whether there is a next page
        context.CutToPage(list, limit, key);
        return Results.Ok(list);
    }

    /// <summary>Takes off the one item more that was read, and links to the page that begins with it.</summary>
    public static void CutToPage<T>(this HttpContext context, List<T> list, int limit, Func<T, PageKey> key)
    {
        if (list.Count <= limit)
            return;
        list.RemoveAt(limit);
        context.SetNextLink(key(list[^1]));
    }
}
