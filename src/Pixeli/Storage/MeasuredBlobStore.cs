using System.Diagnostics;
using System.Diagnostics.Metrics;
using Pixeli.Hosting.Telemetry;

namespace Pixeli.Storage;

/// <summary>A store whose operations are measured. Only there while somebody receives what is measured.</summary>
internal sealed class MeasuredBlobStore(IBlobStore store, PixeliMeter meters) : IBlobStore, IDisposable
{
    private readonly Histogram<double> _durations = meters.Instruments.Durations("pixeli.storage.duration", "Time of an operation of the photo store; reading is measured up to its first bytes.");

    public string? DirectOrigin => store.DirectOrigin;

    public Task PutFileAsync(string key, string path, CancellationToken cancellationToken) =>
        MeasureAsync("put", () => store.PutFileAsync(key, path, cancellationToken));

    public Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        MeasureAsync("put", () => store.PutAsync(key, bytes, cancellationToken));

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken) => MeasureAsync("open", () => store.OpenAsync(key, cancellationToken));

    public Task<LocalBlob> OpenLocalAsync(string key, CancellationToken cancellationToken) => MeasureAsync("fetch", () => store.OpenLocalAsync(key, cancellationToken));

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => MeasureAsync("delete", () => store.DeleteAsync(key, cancellationToken));

    public Task DeleteAllAsync(string prefix, CancellationToken cancellationToken) => MeasureAsync("delete_all", () => store.DeleteAllAsync(prefix, cancellationToken));

    public IAsyncEnumerable<StoredBlob> ListAsync(string prefix, CancellationToken cancellationToken) => store.ListAsync(prefix, cancellationToken);

    public Task<DirectPlace?> PlaceAsync(string key, BlobAnswer answer, bool onlyHeaders, CancellationToken cancellationToken) =>
        store.PlaceAsync(key, answer, onlyHeaders, cancellationToken);

    public Task CheckAsync(CancellationToken cancellationToken) => MeasureAsync("check", () => store.CheckAsync(cancellationToken));

    public void Dispose() => (store as IDisposable)?.Dispose();

    private Task MeasureAsync(string operation, Func<Task> run) => MeasureAsync(
        operation,
        async () =>
        {
            await run();
            return true;
        });

    private async Task<T> MeasureAsync<T>(string operation, Func<Task<T>> run)
    {
        using var span = Instruments.Spans.StartActivity($"storage {operation}", ActivityKind.Client);
        var began = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var result = await run();
            outcome = "done";
            return result;
        }
        catch (StorageUnavailableException)
        {
            outcome = "unavailable";
            throw;
        }
        finally
        {
            _durations.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new("operation", operation), new("outcome", outcome));
            if (outcome != "done")
                span?.SetStatus(ActivityStatusCode.Error);
        }
    }
}
