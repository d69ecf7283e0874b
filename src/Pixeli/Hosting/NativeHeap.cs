using System.Runtime.InteropServices;

namespace Pixeli.Hosting;

/// <summary>
/// Keeps the C library from holding on to memory, above all that of decoded photos. glibc gives each thread an arena, and an arena keeps
/// what its photos took; and after the first large block is freed it takes the next ones from those arenas too. With few arenas, and
/// large blocks always mapped, the pixels of a large picture go back to the system the moment they are freed.
/// </summary>
internal static unsafe class NativeHeap
{
    // mallopt(3)
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;
    private const int MostArenas = -8;

    private const int Arenas = 2; // those that the runtime's own threads made before are there all the same
    private const int MappedBytes = 4 * 1024 * 1024; // above 1440 × 960 × 3: every page of a new mapping costs a fault, together a twentieth of a photo's time
    private const int KeptBytes = 8 * 1024 * 1024; // by each arena: what the encoder of one picture took is there for that of the next

    /// <summary>To be called before there are many threads. C libraries other than glibc have no such settings.</summary>
    public static void Configure()
    {
        var set = (delegate* unmanaged[Cdecl]<int, int, int>)Function("mallopt");
        if (set is null)
            return;
        set(MostArenas, Arenas);
        set(MapThreshold, MappedBytes);
        set(TrimThreshold, KeptBytes);
    }

    /// <summary>Gives back to the system what is free, as after a start, which needs much once.</summary>
    public static void Trim()
    {
        var trim = (delegate* unmanaged[Cdecl]<nuint, int>)Function("malloc_trim");
        if (trim is not null)
            trim(0);
    }

    private static void* Function(string name) =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var libc) && NativeLibrary.TryGetExport(libc, name, out var address)
            ? (void*)address
            : null;
}
