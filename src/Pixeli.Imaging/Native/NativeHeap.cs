using System.Runtime.InteropServices;

namespace Pixeli.Imaging.Native;

/// <summary>
/// Keeps the C library from holding on to the memory of decoded photos. glibc gives each thread an arena, and an arena keeps what
/// its photos took; and after the first large block is freed it takes the next ones from those arenas too. With few arenas, and
/// large blocks always mapped, a photo's pixels go back to the system the moment they are freed.
/// </summary>
internal static unsafe class NativeHeap
{
    // mallopt(3)
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;
    private const int MostArenas = -8;

    private const int Arenas = 2;
    private const int MappedBytes = 1024 * 1024;
    private const int KeptBytes = 4 * 1024 * 1024;

    /// <summary>Best called before the first photo. C libraries other than glibc have no such settings.</summary>
    public static void Configure()
    {
        if (!OperatingSystem.IsLinux()
            || !NativeLibrary.TryLoad("libc.so.6", out var libc)
            || !NativeLibrary.TryGetExport(libc, "mallopt", out var address))
            return;
        var set = (delegate* unmanaged[Cdecl]<int, int, int>)address;
        set(MostArenas, Arenas);
        set(MapThreshold, MappedBytes);
        set(TrimThreshold, KeptBytes);
    }
}
