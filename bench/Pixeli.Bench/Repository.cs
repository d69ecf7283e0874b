namespace Pixeli.Bench;

/// <summary>The source tree this program was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The program in its Release build.</summary>
    public static string ServerDll => Path.Combine(Root, "artifacts", "bin", "Pixeli", "release", "Pixeli.dll");

    public static string SharpFolder => Path.Combine(Root, "bench", "sharp");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "pixeli.slnx")))
                return folder.FullName;
        }

        throw new BenchException($"There is no pixeli.slnx above {AppContext.BaseDirectory}: run this program from its source tree.");
    }
}
