namespace Pixeli.Vision.Packs;

/// <summary>Moves of whole folders, so that a pack is there or is not. Names with a dot in front are nobody's pack.</summary>
internal static class PackFolders
{
    private const string LockFile = ".lock";
    private const string Leaving = ".leaving-";

    /// <exception cref="VisionException">Another process, or another thread, holds it.</exception>
    public static IDisposable Lock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new VisionException(VisionFailure.Busy, "Another pack is being installed or removed. Try again when that is done.", exception);
        }
    }

    public static string Stage(string folder, string name)
    {
        Clear(folder);
        return Directory.CreateDirectory(Path.Combine(folder, $".coming-{name}-{Guid.CreateVersion7():N}")).FullName;
    }

    public static void Publish(string folder, string name, string staged)
    {
        Discard(folder, name);
        Directory.Move(staged, Path.Combine(folder, name));
    }

    public static void Discard(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!Directory.Exists(path))
            return;
        var leaving = Path.Combine(folder, $"{Leaving}{name}-{Guid.CreateVersion7():N}");
        Directory.Move(path, leaving);
        Directory.Delete(leaving, recursive: true);
    }

    // What an installation left that was killed. Whoever calls this holds the lock.
    private static void Clear(string folder)
    {
        foreach (var path in Directory.EnumerateDirectories(folder, ".*"))
            Directory.Delete(path, recursive: true);
    }
}
