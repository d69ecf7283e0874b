using System.Globalization;
using Pixeli.Hosting;

namespace Pixeli.Tests;

/// <summary>Photos are rendered behind requests, and looked at behind everything, without keeping threads of requests behind as well.</summary>
public sealed class WorkOfLowPriority
{
    [Theory]
    [InlineData(LowPriority.Behind)]
    [InlineData(LowPriority.Last)]
    public async Task Gives_way_to_threads_of_requests(int nice)
    {
        var before = Nice();

        var during = await LowPriority.RunAsync(nice, Nice, CancellationToken.None);

        Assert.Equal(Math.Min(before + nice, 19), during);
        Assert.Equal(before, await Task.Run(Nice));
    }

    // proc(5): the nineteenth field of stat; its second, the name, may hold blanks and ends with the last bracket.
    private static int Nice()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }
}
