namespace Pixeli.Storage;

/// <summary>
/// Says that a process keeps its photos in the folder, by a lock that ends with the process: while there is one, nobody empties the folder.
/// </summary>
internal sealed class FolderInUse : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _path;

    /// <param name="root">The data folder.</param>
    /// <exception cref="IOException">The folder is being emptied.</exception>
    public FolderInUse(string root)
    {
        _path = PathIn(root);
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
            throw new IOException($"The photos of {root} are being moved to a bucket, or removed since they were. Configure that bucket, once the move is over.", taken);
        }
    }

    /// <summary>Keeps every process from using the folder, until disposed. Without a byte in it, nobody knows any more that it was used.</summary>
    /// <exception cref="IOException">One uses it.</exception>
    public static FileStream Forbid(string root)
    {
        try
        {
            return new(PathIn(root), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (File.Exists(PathIn(root)))
        {
            throw new IOException("A server or a command still keeps photos in the folder. Stop it, or start it with the bucket, first.", taken);
        }
    }

    /// <summary>The store, for as long as this says so.</summary>
    public FolderBlobStore Open(string folder, string aside)
    {
        ObjectDisposedException.ThrowIf(_lock.SafeFileHandle.IsClosed, this);
        var store = new FolderBlobStore(folder, aside, wasUsed: _lock.Length > 0);
        if (store.IsThere && _lock.Length == 0)
            RememberUse();
        return store;
    }

    public void Dispose() => _lock.Dispose();

    // The lock's file outlives the process, on the other side of the place where a disk may be mounted.
    private void RememberUse()
    {
        using var file = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.WriteByte((byte)'1');
    }

    private static string PathIn(string root) => Path.Combine(root, "blobs.lock");
}
