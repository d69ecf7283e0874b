namespace Pixeli.Storage;

/// <summary>
/// Says that a process keeps its photos in the folder, by a lock that ends with the process: while there is one, nobody empties the folder.
/// </summary>
internal sealed class FolderInUse : IDisposable
{
    private readonly FileStream _lock;

    /// <param name="root">The data folder.</param>
    /// <exception cref="IOException">The folder is being emptied.</exception>
    public FolderInUse(string root)
    {
        try
        {
            using (new FileStream(PathIn(root), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
                // it is there now
            }

            _lock = new(PathIn(root), FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (IOException taken) when (File.Exists(PathIn(root)))
        {
            throw new IOException($"The photos of {root} are being removed, since they were moved to a bucket. Configure that bucket.", taken);
        }
    }

    /// <summary>Keeps every process from using the folder, until disposed.</summary>
    /// <exception cref="IOException">One uses it.</exception>
    public static IDisposable Forbid(string root)
    {
        try
        {
            return new FileStream(PathIn(root), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (File.Exists(PathIn(root)))
        {
            throw new IOException("A server or a command still keeps photos in the folder. Stop it, or start it with the bucket, first.", taken);
        }
    }

    /// <summary>The store, for as long as this says so.</summary>
    public FolderBlobStore Open(string folder, string aside) => _lock.SafeFileHandle.IsClosed ? throw new ObjectDisposedException(nameof(FolderInUse)) : new(folder, aside);

    public void Dispose() => _lock.Dispose();

    private static string PathIn(string root) => Path.Combine(root, "blobs.lock");
}
