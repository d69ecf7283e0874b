using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>A page on a network as venues have them, and what it sends over it.</summary>
internal sealed class SlowNetwork
{
    /// <summary>So slow that there is time to do something about what is on its way, on a busy machine too.</summary>
    public const int Crawling = 80_000;

    private const int BytesPerSecond = 250_000;
    private readonly ConcurrentQueue<long> _offsets = [];
    private readonly ICDPSession _session;

    private SlowNetwork(IPage page, ICDPSession session)
    {
        _session = session;
        page.Request += (_, request) =>
        {
            if (request.Method == "PATCH" && request.Headers.TryGetValue("upload-offset", out var offset))
                _offsets.Enqueue(long.Parse(offset, CultureInfo.InvariantCulture));
        };
    }

    /// <summary>True once an upload was gone on with in the middle of its file.</summary>
    public bool HasResumed => _offsets.Any(offset => offset > 0);

    public static async Task<SlowNetwork> OfAsync(IPage page, int bytesPerSecond = BytesPerSecond)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        var network = new SlowNetwork(page, session);
        await network.ThrottleAsync(bytesPerSecond);
        return network;
    }

    /// <summary>A good network from here on.</summary>
    public Task EndAsync() => ThrottleAsync(-1);

    /// <summary>Waits until the first file is on its way, but not there.</summary>
    public static Task WaitUntilUnderWayAsync(IPage page) => page.WaitForFunctionAsync(
        "() => [...document.querySelectorAll('pixeli-upload li progress:not([hidden])')].some((meter) => meter.value > 0.3 * meter.max && meter.value < 0.8 * meter.max)");

    private Task ThrottleAsync(int uploadThroughput) => _session.SendAsync(
        "Network.emulateNetworkConditions",
        new() { ["offline"] = false, ["latency"] = 20, ["downloadThroughput"] = -1, ["uploadThroughput"] = uploadThroughput });
}
