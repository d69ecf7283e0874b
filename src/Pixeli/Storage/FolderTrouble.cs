namespace Pixeli.Storage;

/// <summary>Tells a folder that cannot be used for now, whatever is asked of it, from trouble with one file.</summary>
internal static class FolderTrouble
{
    // errno, as .NET gives it where it knows no exception of its own for it
    private const int NoSuchDevice = 6; // ENXIO
    private const int InputOutput = 5; // EIO: a disk that is broken, or was pulled out
    private const int NoDevice = 19; // ENODEV
    private const int ReadOnly = 30; // EROFS: as a file system becomes when its disk fails
    private const int NotConnected = 107; // ENOTCONN: a mounted service has died
    private const int TimedOut = 110; // ETIMEDOUT
    private const int HostDown = 112; // EHOSTDOWN
    private const int NoRoute = 113; // EHOSTUNREACH
    private const int Stale = 116; // ESTALE: of a network file system

    public static bool IsAway(Exception failure) => failure is UnauthorizedAccessException or DirectoryNotFoundException or DriveNotFoundException
        || failure is IOException { HResult: NoSuchDevice or InputOutput or NoDevice or ReadOnly or NotConnected or TimedOut or HostDown or NoRoute or Stale };
}
