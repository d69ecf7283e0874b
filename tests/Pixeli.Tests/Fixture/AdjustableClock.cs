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

    public void Advance(TimeSpan by)
    {
        lock (_lock)
            _now += by;
    }
}
