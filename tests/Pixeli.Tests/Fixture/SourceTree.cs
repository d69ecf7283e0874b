namespace Pixeli.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class SourceTree
{
    private static readonly Lazy<string> Root = new(() =>
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "pixeli.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside their repository.");
    });

    /// <summary>Files of the pages, by patterns of their names.</summary>
    public static IEnumerable<string> Pages(params string[] patterns) => patterns.SelectMany(pattern =>
        Directory.EnumerateFiles(Path.Combine(Root.Value, "src", "Pixeli", "Web"), pattern, SearchOption.AllDirectories));

    /// <summary>The scripts of the pages.</summary>
    public static IEnumerable<string> Islands() =>
        Directory.EnumerateFiles(Path.Combine(Root.Value, "src", "Pixeli", "islands"), "*.ts", SearchOption.AllDirectories);

    /// <summary>A file or folder of the repository.</summary>
    public static string Of(params string[] path) => Path.Combine([Root.Value, .. path]);

    public static string Tests(params string[] path) => Path.Combine([Root.Value, "tests", "Pixeli.Tests", .. path]);
}

/// <summary>Whole outputs that somebody looked at and approved: text files beside the tests. PIXELI_APPROVE=1 writes them anew.</summary>
internal static class Approved
{
    public static async Task MatchAsync(string name, string text)
    {
        var path = SourceTree.Tests("Approved", name);
        if (Environment.GetEnvironmentVariable("PIXELI_APPROVE") == "1")
            await File.WriteAllTextAsync(path, text);
        Assert.Equal(await File.ReadAllTextAsync(path), text);
    }
}
