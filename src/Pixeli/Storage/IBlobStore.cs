namespace Pixeli.Storage;

/// <summary>
/// Keeps the bytes: originals and renditions, each under a key with <c>/</c> between its parts. A put is whole or not at all,
/// and returns only when the bytes would survive a power cut.
/// </summary>
public interface IBlobStore
{
    /// <summary>Moves a file into the store, replacing what the key held. The file is gone from <paramref name="path"/> afterwards.</summary>
    /// <exception cref="IOException">The store is full or unreachable; the key is as it was.</exception>
    Task PutFileAsync(string key, string path, CancellationToken cancellationToken);

    /// <summary>Writes bytes, replacing what the key held.</summary>
    /// <exception cref="IOException">The store is full or unreachable; the key is as it was.</exception>
    Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>A readable, seekable stream, or null when there is nothing under the key.</summary>
    Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>The blob as a local file for libraries that want a path; dispose it when done.</summary>
    /// <exception cref="FileNotFoundException">There is nothing under the key.</exception>
    Task<LocalBlob> OpenLocalAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes one blob. Nothing there is fine.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes every blob whose key begins with <paramref name="prefix"/> (which ends with <c>/</c>). Nothing there is fine.</summary>
    Task DeleteAllAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>What is kept under keys that begin with <paramref name="prefix"/>, in no order; empty for all.</summary>
    IAsyncEnumerable<StoredBlob> ListAsync(string prefix, CancellationToken cancellationToken);
}

/// <summary>A key and the bytes kept under it.</summary>
public readonly record struct StoredBlob(string Key, long Bytes);

/// <summary>A blob as a file on this machine.</summary>
public sealed class LocalBlob(string path, bool isTemporary) : IDisposable
{
    public string Path { get; } = path;

    public void Dispose()
    {
        if (isTemporary)
            File.Delete(Path);
    }
}
