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

    /// <summary>Where a client can fetch a blob by itself for a short time; null where this server is to send it.</summary>
    /// <param name="key">The blob; it is not looked whether there is one.</param>
    /// <param name="answer">What the client is to be told with it.</param>
    /// <param name="onlyHeaders">The client asks by HEAD.</param>
    /// <param name="cancellationToken">Stops the question.</param>
    Task<DirectPlace?> PlaceAsync(string key, BlobAnswer answer, bool onlyHeaders, CancellationToken cancellationToken);

    /// <summary>The origin of the places that clients are sent to, as a Content-Security-Policy spells it; null where none are.</summary>
    string? DirectOrigin { get; }

    /// <summary>Looks whether blobs can be kept and read now.</summary>
    /// <exception cref="IOException">They cannot, and why.</exception>
    Task CheckAsync(CancellationToken cancellationToken);
}

/// <summary>A key and what is kept under it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Bytes">How many bytes.</param>
/// <param name="Stamp">Another one after each put: the time of writing in a folder, the ETag in a bucket.</param>
public readonly record struct StoredBlob(string Key, long Bytes, string Stamp);

/// <summary>A blob as a file on this machine.</summary>
public sealed class LocalBlob(string path, bool isTemporary) : IDisposable
{
    public string Path { get; } = path;

    /// <summary>It was read and will hardly be again soon. One that is only here for now is not worth writing to the disk for that.</summary>
    public void LeavePageCache()
    {
        if (!isTemporary)
            PageCache.Leave(Path);
    }

    public void Dispose()
    {
        if (isTemporary)
            File.Delete(Path);
    }
}
