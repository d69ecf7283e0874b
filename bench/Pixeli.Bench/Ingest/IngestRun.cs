using Pixeli.Bench.Server;
using Spectre.Console;

namespace Pixeli.Bench.Ingest;

/// <summary>One run: start-up and latency of each server alone, then rounds of everybody in turns.</summary>
/// <param name="plan">What is measured.</param>
/// <param name="photos">The files.</param>
/// <param name="folder">Where contestants write.</param>
/// <param name="site">The data folder of a site that exists and that photos are added to; null for an empty site each time.</param>
internal sealed class IngestRun(IngestPlan plan, IReadOnlyList<string> photos, TemporaryFolder folder, string? site = null)
{
    private const double Megabyte = 1e6;
    private const long LatencyBytes = 8_000_000;

    public async Task<IngestReport> RunAsync(CancellationToken cancellationToken)
    {
        var servers = new List<ServerFigures>();
        foreach (var (index, server) in plan.Measured.Index())
            servers.Add(await MeasureAloneAsync(server, await SiteAsync(server, $"alone-{index}", cancellationToken), cancellationToken));
        return new(Environment.ProcessorCount, photos.Count * plan.Copies, MegabytesARound(), await MeasureRoundsAsync(cancellationToken)) { Servers = servers };
    }

    private async Task<ServerFigures> MeasureAloneAsync(MeasuredServer measured, string data, CancellationToken cancellationToken)
    {
        var dll = measured.Dll;
        var photo = BenchPhotos.Nearest(photos, LatencyBytes);
        var figures = new ServerFigures(measured.Name, null, new FileInfo(photo).Length / Megabyte, null, null);
        if (plan.Starts > 0)
        {
            AnsiConsole.MarkupLineInterpolated($"Starting {dll} {plan.Starts} times …");
            var (startToReady, idle) = await StartUp.MeasureAsync(dll, data, plan.Starts, plan.Idle, cancellationToken);
            figures = figures with { StartToReady = startToReady, IdleResident = idle };
        }

        if (plan.Latencies > 0)
        {
            AnsiConsole.MarkupLineInterpolated($"Uploading one photo {plan.Latencies} times …");
            await using var server = await ServerProcess.StartAsync(dll, data, cancellationToken);
            figures = figures with { UploadToVisible = await Latency.MeasureAsync(server.Address, photo, plan.Latencies, cancellationToken) };
        }

        return figures;
    }

    private async Task<IReadOnlyList<Throughput>> MeasureRoundsAsync(CancellationToken cancellationToken)
    {
        var contestants = new List<IContestant>();
        try
        {
            foreach (var (index, measured) in plan.Measured.Index())
            {
                var data = await SiteAsync(measured, $"rounds-{index}", cancellationToken);
                contestants.Add(await ServerContestant.StartAsync(measured, data, photos, plan, cancellationToken));
            }

            if (plan.Sharp is not null)
                contestants.Add(await SharpContestant.StartAsync(folder.Sub("sharp"), photos, plan.Sharp, cancellationToken));
            return await new Rounds(contestants, plan.Rounds, plan.Copies, photos.Count).RunAsync(cancellationToken);
        }
        finally
        {
            foreach (var contestant in contestants)
                await contestant.DisposeAsync();
        }
    }

    private async Task<string> SiteAsync(MeasuredServer measured, string name, CancellationToken cancellationToken)
    {
        if (site is not null)
            return site;
        var data = folder.Sub(name);
        await BenchPacks.InstallAsync(measured, data, plan.Weights, cancellationToken);
        await ServerProcess.PrepareAsync(measured.Dll, data, cancellationToken);
        return data;
    }

    private double MegabytesARound() => photos.Sum(path => new FileInfo(path).Length) * plan.Copies / Megabyte;
}
