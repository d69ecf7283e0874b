using Pixeli.Bench.Measuring;
using Pixeli.Bench.Server;

namespace Pixeli.Bench.Ingest;

/// <summary>How fast the program starts with a database that exists, and what it holds when nobody uses it.</summary>
internal static class StartUp
{
    /// <summary>Start to ready in milliseconds, after one start that does not count; resident size after <paramref name="idle"/>.</summary>
    public static async Task<(Figures StartToReady, double IdleResident)> MeasureAsync(
        string dll, string data, int times, TimeSpan idle, CancellationToken cancellationToken)
    {
        var all = new List<double>();
        var resident = 0.0;
        for (var i = 0; i <= times; i++)
        {
            await using var server = await ServerProcess.StartAsync(dll, data, cancellationToken);
            all.Add(server.StartUp.TotalMilliseconds);
            if (i < times)
                continue;
            await Task.Delay(idle, cancellationToken);
            resident = ProcessUse.Resident(server.Id);
        }

        return (Figures.Of(all.Skip(1)), resident);
    }
}
