namespace Pixeli.Operations.Backups;

/// <summary>Folders and files that only their owner may read: a backup holds the keys.</summary>
internal static class PrivateFolder
{
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Copies every file below a folder, each readable by its owner only.</summary>
    /// <returns>Their paths in it.</returns>
    public static IReadOnlyList<string> Copy(string source, string target)
    {
        var files = Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(source, path)).Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            var copy = Path.Combine(target, file);
            Create(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(source, file), copy, overwrite: true);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return files;
    }
}
