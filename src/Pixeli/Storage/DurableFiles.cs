using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Pixeli.Storage;

/// <summary>What it takes for a file, and the name of a file, to survive a power cut. All of it waits for the disk, and holds its thread meanwhile.</summary>
internal static partial class DurableFiles
{
    /// <summary>Flushes a file's bytes to the disk.</summary>
    public static void Flush(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Makes a folder whose own name, and those of the new folders above it up to <paramref name="root"/>, are on the disk.</summary>
    public static void CreateFolder(string path, string root)
    {
        if (Directory.Exists(path))
            return;
        var parent = Path.GetDirectoryName(path)!;
        if (parent != root)
            CreateFolder(parent, root);
        Directory.CreateDirectory(path);
        FlushFolder(parent);
    }

    /// <summary>Flushes a folder, so that a file renamed into it is found there after a power cut. .NET has no call for it.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return; // NTFS journals names itself
        using var folder = new SafeFileHandle(Open(path, ReadOnly), ownsHandle: true);
        if (folder.IsInvalid || FSync(folder) != 0)
            throw new IOException($"Could not flush the folder {path}: error {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>Flushes all that was written to the file system that a folder is on: for many files at once, cheaper than one by one.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void FlushFileSystem(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            if (!OperatingSystem.IsWindows())
                Sync();
            return;
        }

        using var folder = new SafeFileHandle(Open(path, ReadOnly), ownsHandle: true);
        if (folder.IsInvalid || SyncFileSystem(folder) != 0)
            throw new IOException($"Could not flush what was written to {path}: error {Marshal.GetLastPInvokeError()}.");
    }

    private const int ReadOnly = 0;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static partial int SyncFileSystem(SafeFileHandle folder);

    [LibraryImport("libc", EntryPoint = "sync")]
    private static partial void Sync();

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle file);
}
