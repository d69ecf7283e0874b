using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Pixeli.Storage;

/// <summary>The memory in which the system keeps files that were written or read a moment ago.</summary>
internal static partial class PageCache
{
    private const int DontNeed = 4; // POSIX_FADV_DONTNEED

    /// <summary>Lets go of a file that lies on the disk and will hardly be read again soon: its memory serves the next one.</summary>
    public static void Leave(string path)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            _ = Advise(file, offset: 0, length: 0, DontNeed); // advice: nothing is wrong where it is not taken
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // a file that is away needs no memory
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(SafeFileHandle file, long offset, long length, int advice);
}
