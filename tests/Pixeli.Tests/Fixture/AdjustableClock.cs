using System.Globalization;

namespace Pixeli.Tests;

/// <summary>A clock that stands still until a test moves it. Timers are real: only what the time is can be told.</summary>
public sealed class AdjustableClock : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _now = new(2026, 5, 12, 14, 3, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    /// <summary>Now, as the wire spells it.</summary>
    public string Now => GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    public void Advance(TimeSpan by)
    {
        lock (_lock)
            _now += by;
    }
}
