using System.Globalization;
using Pixeli.Hosting.Limits;

namespace Pixeli.Tests.Guards;

public sealed class CountingAttempts
{
    private readonly AdjustableClock _clock = new();

    [Fact]
    public void A_window_begins_with_the_first_attempt()
    {
        var counter = new AttemptCounter(new(2, TimeSpan.FromSeconds(10)), _clock);
        Assert.True(counter.Take("a").IsAllowed);
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.True(counter.Take("a").IsAllowed);
        Assert.Equal((false, TimeSpan.FromSeconds(1)), (counter.Take("a").IsAllowed, counter.Take("a").Wait));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(counter.Take("a").IsAllowed);
    }

    [Fact]
    public void What_is_given_back_counts_for_nothing()
    {
        var counter = new AttemptCounter(new(1, TimeSpan.FromSeconds(10)), _clock);
        var old = counter.Take("a");
        counter.GiveBack(old);
        Assert.True(counter.Take("a").IsAllowed);
        counter.GiveBack(counter.Take("a")); // was refused: there is nothing to give back
        Assert.False(counter.Take("a").IsAllowed);

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(counter.Take("a").IsAllowed);
        counter.GiveBack(old); // of a window that is over
        Assert.False(counter.Take("a").IsAllowed);
    }

    [Fact]
    public void A_clock_that_is_put_back_makes_nobody_wait_longer_and_gives_nobody_more()
    {
        var counter = new AttemptCounter(new(1, TimeSpan.FromSeconds(10)), _clock);
        Assert.True(counter.Take("a").IsAllowed);

        _clock.Advance(-TimeSpan.FromDays(1));

        Assert.Equal((false, TimeSpan.FromSeconds(10)), (counter.Take("a").IsAllowed, counter.Take("a").Wait));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(counter.Take("a").IsAllowed);
    }

    [Fact]
    public void Inventing_keys_fills_no_memory_and_makes_no_count_forgotten()
    {
        var counter = new AttemptCounter(new(3, TimeSpan.FromMinutes(1)), _clock, capacity: 5000);
        for (var attempt = 0; attempt < 3; attempt++)
            counter.Take("guessed");

        for (var number = 0; number < 100_000; number++)
            counter.Take(Key(number));

        Assert.InRange(counter.Size, 5000, 5000 + 4096);
        Assert.False(counter.Take("guessed").IsAllowed);
        // Beyond what is kept apart they share counts: inventing more does not help.
        Assert.False(counter.Take("invented too late").IsAllowed);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(counter.Take("invented later").IsAllowed);
        Assert.Equal(1, counter.Size);
    }

    private static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"key {number}");
}
