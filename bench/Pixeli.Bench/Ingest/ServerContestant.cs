using System.Diagnostics;
using Pixeli.Bench.Server;

namespace Pixeli.Bench.Ingest;

/// <summary>Pixel-i over HTTP: from the first byte sent to the last photo completed, as a client sees it.</summary>
internal sealed class ServerContestant : IContestant
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private readonly ServerProcess _server;
    private readonly ServerClient _client;
    private readonly IReadOnlyList<string> _photos;
    private readonly IngestPlan _plan;

    private ServerContestant(string name, ServerProcess server, ServerClient client, IReadOnlyList<string> photos, IngestPlan plan) =>
        (Name, _server, _client, _photos, _plan) = (name, server, client, photos, plan);

    public string Name { get; }

    public int ProcessId => _server.Id;

    public static async Task<ServerContestant> StartAsync(
        MeasuredServer measured, string data, IReadOnlyList<string> photos, IngestPlan plan, CancellationToken cancellationToken)
    {
        var server = await ServerProcess.StartAsync(measured.Dll, data, cancellationToken);
        try
        {
            var client = await ServerClient.SignInAsync(server.Address, cancellationToken);
            return new(measured.Name, server, client, photos, plan);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task<TimeSpan> RoundAsync(int copies, CancellationToken cancellationToken)
    {
        // The same bytes twice in one event are one photo: each copy goes into an event of its own.
        var requests = new List<(Guid Event, string[] Files)>();
        for (var copy = 0; copy < copies; copy++)
        {
            var eventId = await _client.CreateEventAsync("Bench", cancellationToken);
            requests.AddRange(_photos.Chunk(_plan.FilesPerRequest).Select(files => (eventId, files)));
        }

        var first = long.MaxValue;
        var gate = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _plan.Connections, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(requests, parallel, async (request, stopping) =>
        {
            using var content = new BulkUploadContent(request.Files);
            await _client.UploadAsync(request.Event, content, stopping);
            lock (gate)
                first = Math.Min(first, content.FirstByteSent);
        });
        foreach (var (index, eventId) in requests.Select(request => request.Event).Distinct().Index())
            await CompletedAsync(eventId, index * _photos.Count, first, cancellationToken);
        return Stopwatch.GetElapsedTime(first);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    // Asks again when half of what is left may be done: seldom while there is much, often at the end, for questions take from the processors too.
    private async Task CompletedAsync(Guid eventId, int before, long began, CancellationToken cancellationToken)
    {
        while (true)
        {
            var photos = await _client.PhotosAsync(eventId, cancellationToken);
            if (photos.Find(photo => photo.HasFailed) is { } failed)
                throw new BenchException($"Photo {failed.Id} failed.");
            var completed = photos.Count(photo => photo.IsCompleted);
            if (completed == _photos.Count)
                return;
            var aPhoto = Stopwatch.GetElapsedTime(began) / Math.Max(1, before + completed);
            var pause = aPhoto * (_photos.Count - completed) / 2;
            await Task.Delay(pause > ShortestPause ? pause : ShortestPause, cancellationToken);
        }
    }
}
