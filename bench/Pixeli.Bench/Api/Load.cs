using System.Diagnostics;
using Pixeli.Bench.Measuring;

namespace Pixeli.Bench.Api;

/// <summary>What a number of connections got out of one address, or several in turn.</summary>
/// <param name="RequestsPerSecond">All connections together.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="ProcessorTime">Milliseconds of the server's own processor time for one answer.</param>
/// <param name="BytesAnswered">Of one answer.</param>
internal sealed record LoadFigures(double RequestsPerSecond, double Median, double P99, double ProcessorTime, long BytesAnswered);

/// <summary>Asks as fast as the answers come, on so many connections, for so long.</summary>
internal static class Load
{
    // A server that has just met a call compiles its code anew while it answers: that is not what is measured.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static async Task<LoadFigures> RunAsync(
        LoadedServer server, int connections, TimeSpan time, Func<int, string> path, CancellationToken cancellationToken)
    {
        var http = server.Client.Http;
        var next = 0;
        var bytes = 0L;
        await AskForAsync(WarmUp);
        var before = ProcessUse.ProcessorSeconds(server.ProcessId);
        var (all, elapsed) = await AskForAsync(time);
        var used = ProcessUse.ProcessorSeconds(server.ProcessId) - before;
        return new(
            all.Length / elapsed.TotalSeconds, all[all.Length / 2], all[(int)(all.Length * 0.99)], used * 1000 / all.Length, bytes);

        async Task<(double[] Times, TimeSpan Elapsed)> AskForAsync(TimeSpan duration)
        {
            var clock = Stopwatch.StartNew();
            var answered = await Task.WhenAll(
                Enumerable.Range(0, connections).Select(_ => Task.Run(() => AskOnAsync(clock, duration), cancellationToken)));
            return ([.. answered.SelectMany(times => times).Order()], clock.Elapsed);
        }

        async Task<List<double>> AskOnAsync(Stopwatch clock, TimeSpan duration)
        {
            var times = new List<double>();
            while (clock.Elapsed < duration)
            {
                var began = Stopwatch.GetTimestamp();
                bytes = await AskAsync(http, path(Interlocked.Increment(ref next)), cancellationToken);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return times;
        }
    }

    private static async Task<long> AskAsync(HttpClient http, string path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new BenchException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        return (await answer.Content.ReadAsByteArrayAsync(cancellationToken)).LongLength;
    }
}
