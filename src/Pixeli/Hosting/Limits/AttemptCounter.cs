using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Pixeli.Hosting.Limits;

/// <summary>
/// Counts attempts by key, in windows that begin with a key's first attempt. Keys are kept as hashes, and only so many of them:
/// those that do not fit share a few counts, so that inventing keys neither fills the memory nor makes a count forgotten.
/// The framework's limiters keep a clock of their own and one object a key for as long as they like.
/// </summary>
internal sealed class AttemptCounter(Quota quota, TimeProvider clock, int capacity = 50_000)
{
    private const int SharedSlots = 4096;
    private const int FirstSweep = 1024;
    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, Count> _counts = [];
    private int _sweepAt = Math.Min(FirstSweep, capacity);
    private DateTimeOffset _sweepNotBefore;

    /// <summary>How many counts are kept.</summary>
    public int Size
    {
        get
        {
            lock (_lock)
                return _counts.Count;
        }
    }

    /// <summary>Counts one attempt, unless there were enough.</summary>
    public Attempt Take(string key)
    {
        var now = clock.GetUtcNow();
        var hash = Hash(key);
        lock (_lock)
        {
            var slot = SlotFor(hash, now);
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, slot, out _);
            if (count.Ends <= now)
                count = new(0, now + quota.Window);
            else if (count.Ends > now + quota.Window)
                count = count with { Ends = now + quota.Window }; // the clock was put back: nobody waits longer for that, and nothing is forgotten
            if (count.Attempts >= quota.Count)
                return new(IsAllowed: false, count.Ends - now, slot, count.Ends);
            count = count with { Attempts = count.Attempts + 1 };
            return new(IsAllowed: true, TimeSpan.Zero, slot, count.Ends);
        }
    }

    /// <summary>Takes an attempt back that did not deserve counting.</summary>
    public void GiveBack(Attempt attempt)
    {
        lock (_lock)
        {
            if (attempt.IsAllowed && _counts.TryGetValue(attempt.Slot, out var count) && count.Ends == attempt.Ends)
                _counts[attempt.Slot] = count with { Attempts = count.Attempts - 1 };
        }
    }

    private UInt128 SlotFor(UInt128 hash, DateTimeOffset now)
    {
        if (_counts.ContainsKey(hash))
            return hash;
        if (_counts.Count >= _sweepAt && (now >= _sweepNotBefore || _sweepNotBefore > now + quota.Window))
            Sweep(now);
        return _counts.Count < capacity ? hash : hash % SharedSlots;
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (slot, count) in _counts)
        {
            if (count.Ends <= now)
                _counts.Remove(slot);
        }

        // Looking at every count is paid by as many new ones, or, when nothing more fits, by time.
        _sweepAt = Math.Min(capacity, Math.Max(FirstSweep, _counts.Count * 2));
        if (_counts.Count >= capacity)
            _sweepNotBefore = now + (quota.Window / 10);
    }

    private static UInt128 Hash(string key) => MemoryMarshal.Read<UInt128>(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private readonly record struct Count(int Attempts, DateTimeOffset Ends);
}

/// <summary>What became of one attempt.</summary>
/// <param name="IsAllowed">False when there were enough.</param>
/// <param name="Wait">How long until the next is allowed.</param>
/// <param name="Slot">Where it was counted.</param>
/// <param name="Ends">When the window ends that it was counted in.</param>
internal readonly record struct Attempt(bool IsAllowed, TimeSpan Wait, UInt128 Slot, DateTimeOffset Ends);
