using System.Diagnostics;

namespace Pixeli.Bench.Api;

/// <summary>What a number of connections got out of one address, or several in turn.</summary>
/// <param name="Name">What was asked for.</param>
/// <param name="RequestsPerSecond">All connections together.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="BytesAnswered">Of one answer.</param>
internal sealed record LoadFigures(string Name, double RequestsPerSecond, double Median, double P99, long BytesAnswered);

/// <summary>Asks as fast as the answers come, on so many connections, for so long.</summary>
internal static class Load
{
    public static async Task<LoadFigures> RunAsync(
        string name, HttpClient http, int connections, TimeSpan time, Func<int, string> path, CancellationToken cancellationToken)
    {
        await AskAsync(http, path(0), cancellationToken); // compiled and cached once before it counts
        var next = 0;
        var bytes = 0L;
        var clock = Stopwatch.StartNew();
        var answered = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(AskOnAsync, cancellationToken)));
        var elapsed = clock.Elapsed;
        var all = answered.SelectMany(times => times).Order().ToArray();
        return new(name, all.Length / elapsed.TotalSeconds, all[all.Length / 2], all[(int)(all.Length * 0.99)], bytes);

        async Task<List<double>> AskOnAsync()
        {
            var times = new List<double>();
            while (clock.Elapsed < time)
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
