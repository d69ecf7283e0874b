using Pixeli.Bench.Measuring;
using Pixeli.Storage;
using Spectre.Console;

namespace Pixeli.Bench.Ingest;

/// <summary>Rounds of everybody in turns, so that a noisy minute of the machine hits all of them.</summary>
internal sealed class Rounds(IReadOnlyList<IContestant> contestants, int rounds, int copies, int photos)
{
    private readonly List<Round> _all = [];

    public async Task<IReadOnlyList<Throughput>> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var contestant in contestants)
            await contestant.RoundAsync(1, cancellationToken); // everybody warms up: compiled code, files in the page cache
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var contestant in contestants)
            {
                await RunAsync(contestant, round, cancellationToken);
                DurableFiles.FlushFileSystem(Path.GetTempPath()); // what one did not flush is not to be written in the round of another
            }
        }

        return [.. contestants.Select(Summary)];
    }

    private async Task RunAsync(IContestant contestant, int round, CancellationToken cancellationToken)
    {
        var before = ProcessUse.ProcessorSeconds(contestant.ProcessId);
        var time = await contestant.RoundAsync(copies, cancellationToken);
        var used = ProcessUse.ProcessorSeconds(contestant.ProcessId) - before;
        var count = photos * copies;
        var done = new Round(contestant, count / time.TotalSeconds, used / count, ProcessUse.Resident(contestant.ProcessId));
        _all.Add(done);
        AnsiConsole.MarkupLineInterpolated(
            $"Round {round} of {rounds}, {contestant.Name}: [bold]{done.PhotosPerSecond:0.0}[/] photos/s, {done.Resident:0} MB resident afterwards");
    }

    private Throughput Summary(IContestant contestant)
    {
        var own = _all.Where(round => round.Contestant == contestant).ToArray();
        return new(
            contestant.Name,
            Figures.Of(own.Select(round => round.PhotosPerSecond)),
            Figures.Of(own.Select(round => round.ProcessorSeconds)),
            ProcessUse.PeakResident(contestant.ProcessId),
            [.. own.Select(round => round.Resident)]);
    }

    private sealed record Round(IContestant Contestant, double PhotosPerSecond, double ProcessorSeconds, double Resident);
}
