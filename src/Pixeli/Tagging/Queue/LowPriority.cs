using System.Runtime.InteropServices;
using Pixeli.Hosting;

namespace Pixeli.Tagging.Queue;

/// <summary>Runs work on a thread of its own that yields the processor to every other.</summary>
internal static partial class LowPriority
{
    private const int ProcessOrThread = 0; // PRIO_PROCESS
    private const int CallingThread = 0;
    private const int Lowest = 19;

    public static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) => OwnThread.RunAsync( // it ends afterwards: its priority cannot be raised again
        () =>
        {
            if (OperatingSystem.IsLinux())
                _ = SetPriority(ProcessOrThread, CallingThread, Lowest); // .NET's own thread priorities do nothing on Linux
            else
                Thread.CurrentThread.Priority = ThreadPriority.Lowest;
            return work();
        },
        cancellationToken);

    // setpriority(2): "which is PRIO_PROCESS … a zero value for who denotes the calling process"; on Linux the calling thread.
    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int who, int priority);
}
