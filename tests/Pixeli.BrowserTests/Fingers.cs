using Microsoft.Playwright;

namespace Pixeli.BrowserTests;

/// <summary>Fingers on a phone's screen, moved by the browser's own protocol: pages see real touches.</summary>
internal sealed class Fingers
{
    private const int Steps = 8;
    private readonly ICDPSession _session;
    private double _clock = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    private Fingers(ICDPSession session) => _session = session;

    public static async Task<Fingers> OnAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

    public async Task SwipeAsync(Spot from, Spot to)
    {
        Later();
        await SendAsync("touchStart", from);
        for (var step = 1; step <= Steps; step++)
            await SendAsync("touchMove", from.Towards(to, step));
        await SendAsync("touchEnd");
    }

    /// <summary>Two fingers, one above the other, whose distance changes.</summary>
    public async Task PinchAsync(Spot middle, int from, int to)
    {
        Later();
        await SendAsync("touchStart", Pair(middle, from));
        for (var step = 1; step <= Steps; step++)
            await SendAsync("touchMove", Pair(middle, from + ((to - from) * step / Steps)));
        await SendAsync("touchEnd");
    }

    public async Task TapAsync(Spot at)
    {
        Later();
        await TouchAsync(at);
    }

    /// <summary>The second tap comes a tenth of a second after the first, however slow the machine is.</summary>
    public async Task TapTwiceAsync(Spot at)
    {
        await TapAsync(at);
        await TouchAsync(at);
    }

    private async Task TouchAsync(Spot at)
    {
        await SendAsync("touchStart", at);
        await SendAsync("touchEnd");
    }

    /// <summary>What comes next is a gesture of its own.</summary>
    private void Later() => _clock++;

    private static Spot[] Pair(Spot middle, int distance) => [middle with { Y = middle.Y - (distance / 2) }, middle with { Y = middle.Y + (distance / 2) }];

    private Task SendAsync(string type, params Spot[] fingers)
    {
        _clock += 0.03;
        return _session.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = fingers.Select((spot, index) => new Dictionary<string, object> { ["x"] = spot.X, ["y"] = spot.Y, ["id"] = index }).ToArray(),
            ["timestamp"] = _clock,
        });
    }

    /// <summary>Where on the screen.</summary>
    internal readonly record struct Spot(int X, int Y)
    {
        public Spot Towards(Spot to, int step) => new(X + ((to.X - X) * step / Steps), Y + ((to.Y - Y) * step / Steps));
    }
}
