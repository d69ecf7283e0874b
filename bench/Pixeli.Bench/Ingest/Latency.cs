using System.Diagnostics;
using Pixeli.Bench.Measuring;
using Pixeli.Bench.Server;

namespace Pixeli.Bench.Ingest;

/// <summary>How long one photo takes to become visible on a server that has nothing else to do.</summary>
internal static class Latency
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    /// <summary>Last byte sent to thumbnail fetched, in milliseconds, after two uploads that do not count.</summary>
    public static async Task<Figures> MeasureAsync(Uri server, string photo, int times, CancellationToken cancellationToken)
    {
        const int WarmUps = 2;
        using var client = await ServerClient.SignInAsync(server, cancellationToken);
        var all = new List<double>();
        for (var i = 0; i < times + WarmUps; i++)
            all.Add((await OnceAsync(client, photo, cancellationToken)).TotalMilliseconds);
        return Figures.Of(all.Skip(WarmUps));
    }

    private static async Task<TimeSpan> OnceAsync(ServerClient client, string photo, CancellationToken cancellationToken)
    {
        var eventId = await client.CreateEventAsync("One photo", cancellationToken);
        using var content = new BulkUploadContent([photo]);
        var id = (await client.UploadAsync(eventId, content, cancellationToken))[0];
        while (true)
        {
            var answer = await client.PhotoAsync(id, cancellationToken);
            if (answer.HasFailed)
                throw new BenchException($"Photo {id} failed.");
            if (answer is { IsCompleted: true, ThumbnailUrl: { } thumbnail })
            {
                await client.FetchAsync(thumbnail, cancellationToken);
                return Stopwatch.GetElapsedTime(content.LastByteSent);
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }
}
