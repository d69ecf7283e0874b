using Pixeli.Bench.Api;
using Pixeli.Bench.Ingest;
using Pixeli.Bench.Measuring;
using Pixeli.Bench.Sockets;

namespace Pixeli.Bench.Growth;

/// <summary>What a site is measured by beside its answers: photos taken in beside sharp, start, idle size, a whole list, WebSockets.</summary>
/// <param name="site">The site.</param>
/// <param name="photos">The files that are taken in.</param>
/// <param name="folder">Where sharp writes; its <paramref name="data"/> is elsewhere.</param>
/// <param name="data">The data folder of the site.</param>
/// <param name="isOneProcess">Whether likes come to the process that has the WebSockets, and not to another one.</param>
internal sealed class EveryRow(GrowingSite site, IReadOnlyList<string> photos, TemporaryFolder folder, string data, bool isOneProcess)
{
    private const int Likes = 100; // and one that does not count
    private const int Listening = 1000;
    private const int Idle = 5000;
    private static readonly TimeSpan ListsTime = TimeSpan.FromSeconds(4);
    private static readonly IngestPlan Plan = IngestCommand.Usual with { Copies = 2, Latencies = 7, Starts = 5 };

    /// <param name="size">The site's photos.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    public async Task<IReadOnlyList<RowStep>> MeasureAsync(int size, CancellationToken cancellationToken)
    {
        List<RowStep> steps = [];
        var ingest = await new IngestRun(Plan, photos, folder, data).RunAsync(cancellationToken);
        var (server, sharp, alone) = (ingest.Throughput[0], ingest.Throughput[^1], ingest.Servers[0]);
        Add("photos taken in, a second", server.PhotosPerSecond.Median, null, sharp.PhotosPerSecond.Median);
        Add("processor time of a photo, ms", server.ProcessorSecondsAPhoto.Median * 1000, null, sharp.ProcessorSecondsAPhoto.Median * 1000);
        Add("largest resident size of it, MB", server.PeakResident, 400, sharp.PeakResident);
        Add("upload to visible, ms", alone.UploadToVisible!.Median, 400);
        Add("start to ready, ms", alone.StartToReady!.Median, 1500);
        Add("idle, resident, MB", alone.IdleResident!.Value, 150);

        await using (var asked = await LoadedServer.StartAsync(Repository.ServerDll, data, cancellationToken))
        {
            var whole = site.Whole;
            var lists = await Load.RunAsync(asked, 2, ListsTime, turn => $"/events/{whole.Id}/photos/?turn={turn}", cancellationToken);
            Add("photos of whole lists, a second", lists.RequestsPerSecond * whole.Photos, 50_000);
            Add("largest resident size of them, MB", ProcessUse.PeakResident(asked.ProcessId), null);
        }

        var sockets = await new SocketsRun(data, isOneProcess).MeasureAsync([.. site.Some.Take(Likes + 1)], Listening, Idle, cancellationToken);
        Add("1,000 WebSockets hear of it, p99, ms", sockets.P99, isOneProcess ? 100 : 250);
        Add("a WebSocket that waits, KB", sockets.IdleKilobytes, 25);
        return steps;

        void Add(string row, double value, double? aim, double? sharpValue = null) => steps.Add(new(row, size, value, aim, sharpValue));
    }
}

/// <summary>One figure at one size.</summary>
/// <param name="Row">What, and its unit.</param>
/// <param name="Photos">The site's photos.</param>
/// <param name="Value">The figure.</param>
/// <param name="Aim">What is asked of it; null where what sharp does is asked, or nothing.</param>
/// <param name="Sharp">What sharp did in the same run; null where it does nothing of the kind.</param>
internal sealed record RowStep(string Row, int Photos, double Value, double? Aim, double? Sharp);
