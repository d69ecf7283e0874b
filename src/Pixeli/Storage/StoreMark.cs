namespace Pixeli.Storage;

/// <summary>Says whose photos are in a store.</summary>
/// <param name="Site">The site.</param>
/// <param name="IsCopy">The site keeps its photos elsewhere: these are on their way here, or were left when they were moved away.</param>
internal readonly record struct StoreMark(Guid Site, bool IsCopy = false)
{
    private const string Copy = ".copy";

    /// <summary>What it is called in the store.</summary>
    public string Name => $"{Site:D}{(IsCopy ? Copy : "")}";

    /// <summary>The other mark that this site may have.</summary>
    public StoreMark Other => this with { IsCopy = !IsCopy };

    /// <summary>One a site, by the names found in a store. Where one takes the place of the other, both are there for a moment.</summary>
    public static IReadOnlyList<StoreMark> Of(IEnumerable<string> names) =>
        [.. names.Select(Parse).OfType<StoreMark>().OrderBy(mark => mark.IsCopy).DistinctBy(mark => mark.Site)];

    private static StoreMark? Parse(string name)
    {
        var isCopy = name.EndsWith(Copy, StringComparison.Ordinal);
        return Guid.TryParseExact(isCopy ? name[..^Copy.Length] : name, "D", out var site) ? new(site, isCopy) : null;
    }
}
