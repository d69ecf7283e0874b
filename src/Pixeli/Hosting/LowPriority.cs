using System.Runtime.InteropServices;

namespace Pixeli.Hosting;

/// <summary>Runs work on a thread of its own that gives way to threads of requests, in this process and in others on the machine.</summary>
internal static partial class LowPriority
{
    /// <summary>A third of the processor beside requests. Somebody waits for the result, but whoever looks at pictures goes first.</summary>
    public const int Behind = 5;

    /// <summary>Next to nothing of the processor while anything else wants it.</summary>
    public const int Last = 19;

    /// <param name="nice">How much more it gives way than this process does, as Linux counts it: <see cref="Behind"/> or <see cref="Last"/>.</param>
    /// <param name="work">What is done.</param>
    /// <param name="cancellationToken">Keeps it from beginning; what has begun is not stopped.</param>
    public static Task<T> RunAsync<T>(int nice, Func<T> work, CancellationToken cancellationToken) => OwnThread.RunAsync( // it ends afterwards: its priority cannot be raised again
        () =>
        {
            if (OperatingSystem.IsLinux())
                _ = Nice(nice); // .NET's own thread priorities do nothing on Linux
            else
                Thread.CurrentThread.Priority = nice == Last ? ThreadPriority.Lowest : ThreadPriority.BelowNormal;
            return work();
        },
        cancellationToken);

    // nice(2), which on Linux is of the calling thread alone.
    [LibraryImport("libc", EntryPoint = "nice", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Nice(int increment);
}
