using System.Runtime.CompilerServices;

namespace Pixeli.Storage;

/// <summary>The store as the features use it: nothing is put, read, listed or removed before it is known to be this site's.</summary>
internal sealed class SiteBlobStore(StoreOwner owner) : IBlobStore, IDisposable
{
    private readonly IBlobStore _store = owner.Store;

    public string? DirectOrigin => _store.DirectOrigin;

    public async Task PutFileAsync(string key, string path, CancellationToken cancellationToken)
    {
        await owner.EnsureAsync(cancellationToken);
        await _store.PutFileAsync(key, path, cancellationToken);
    }

    public async Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await owner.EnsureAsync(cancellationToken);
        await _store.PutAsync(key, bytes, cancellationToken);
    }

    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        await owner.EnsureAsync(cancellationToken);
        return await _store.OpenAsync(key, cancellationToken);
    }

    public async Task<LocalBlob> OpenLocalAsync(string key, CancellationToken cancellationToken)
    {
        await owner.EnsureAsync(cancellationToken);
        return await _store.OpenLocalAsync(key, cancellationToken);
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        await owner.EnsureAsync(cancellationToken);
        await _store.DeleteAsync(key, cancellationToken);
    }

    public async Task DeleteAllAsync(string prefix, CancellationToken cancellationToken)
    {
        await owner.EnsureAsync(cancellationToken);
        await _store.DeleteAllAsync(prefix, cancellationToken);
    }

    public async IAsyncEnumerable<StoredBlob> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await owner.EnsureAsync(cancellationToken);
        await foreach (var blob in _store.ListAsync(prefix, cancellationToken))
            yield return blob;
    }

    public async Task<DirectPlace?> PlaceAsync(string key, BlobAnswer answer, bool onlyHeaders, CancellationToken cancellationToken)
    {
        await owner.EnsureAsync(cancellationToken);
        return await _store.PlaceAsync(key, answer, onlyHeaders, cancellationToken);
    }

    /// <summary>Looks for the mark each time, which no store that is away has.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) => owner.LookAsync(cancellationToken);

    public void Dispose() => (_store as IDisposable)?.Dispose();

    public override string? ToString() => _store.ToString();
}
