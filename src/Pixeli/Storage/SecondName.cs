using System.Runtime.InteropServices;

namespace Pixeli.Storage;

/// <summary>Hard links: two names of the same bytes, so that a file can be moved away and still be there.</summary>
internal static partial class SecondName
{
    /// <summary>Gives a file a second name. Where the file system knows no such thing, it is copied.</summary>
    /// <exception cref="IOException">There is no such file, or no room for the copy.</exception>
    public static void Give(string path, string second)
    {
        if (!TryGive(path, second))
            File.Copy(path, second, overwrite: false);
    }

    /// <summary>Gives a file a second name, where the file system knows such a thing and the file may have one more.</summary>
    public static bool TryGive(string path, string second) => !OperatingSystem.IsWindows() && Link(path, second) == 0;

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string path, string second);
}
