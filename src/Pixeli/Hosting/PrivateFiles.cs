using System.Runtime.InteropServices;

namespace Pixeli.Hosting;

/// <summary>What a site writes is its owner's alone: the database knows hashes of passwords, and photos may be private.</summary>
internal static partial class PrivateFiles
{
    private const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const uint Others = 0b_000_111_111;

    /// <summary>Has this process make files for its owner only, whatever it was told when it was started.</summary>
    public static void FromNowOn()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetMask(Others);
    }

    /// <summary>Takes a file from everybody else that is there already, where it is ours to do so. Not there is fine.</summary>
    public static void Take(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path) || ((uint)File.GetUnixFileMode(path) & Others) == 0)
            return;
        try
        {
            File.SetUnixFileMode(path, Owners);
        }
        catch (UnauthorizedAccessException)
        {
            // somebody else's, who lets us use it
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetMask(uint mask);
}
