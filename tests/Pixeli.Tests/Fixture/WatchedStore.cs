using Microsoft.Extensions.DependencyInjection;
using Pixeli.Storage;

namespace Pixeli.Tests;

/// <summary>The product's own store, with a say before each put: to fail it or to hold it up.</summary>
internal sealed class WatchedStore(IBlobStore store, Func<string, Task> beforePut) : IBlobStore
{
    /// <summary>Puts itself around the store that is configured.</summary>
    public static Action<IServiceCollection> Around(Func<string, Task> beforePut) => services =>
    {
        var inner = services.Last(service => service.ServiceType == typeof(IBlobStore));
        services.AddSingleton<IBlobStore>(provider => new WatchedStore(
            (IBlobStore)(inner.ImplementationInstance ?? inner.ImplementationFactory!(provider)), beforePut));
    };

    public async Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await beforePut(key);
        await store.PutAsync(key, bytes, cancellationToken);
    }

    public async Task PutFileAsync(string key, string path, CancellationToken cancellationToken)
    {
        await beforePut(key);
        await store.PutFileAsync(key, path, cancellationToken);
    }

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken) => store.OpenAsync(key, cancellationToken);

    public Task<LocalBlob> OpenLocalAsync(string key, CancellationToken cancellationToken) => store.OpenLocalAsync(key, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => store.DeleteAsync(key, cancellationToken);

    public Task DeleteAllAsync(string prefix, CancellationToken cancellationToken) => store.DeleteAllAsync(prefix, cancellationToken);

    public Task<DirectPlace?> PlaceAsync(string key, BlobAnswer answer, bool onlyHeaders, CancellationToken cancellationToken) =>
        store.PlaceAsync(key, answer, onlyHeaders, cancellationToken);

    public string? DirectOrigin => store.DirectOrigin;

    public Task CheckAsync(CancellationToken cancellationToken) => store.CheckAsync(cancellationToken);

    public IAsyncEnumerable<StoredBlob> ListAsync(string prefix, CancellationToken cancellationToken) => store.ListAsync(prefix, cancellationToken);
}
