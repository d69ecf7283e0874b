using Microsoft.Extensions.Options;
using Pixeli.Hosting.Limits;

namespace Pixeli.Accounts.SignIn;

/// <summary>
/// Slows down who guesses passwords without locking out whose password is guessed. Failures are counted for an account and the
/// place they come from, for a place, and for an account from everywhere. The last does not stop a place that signed in before.
/// </summary>
/// <remarks>
/// An attempt counts before the password is looked at and is taken back when it was right: of many at once no more are looked at
/// than may fail. Counts are kept by the name as it was typed, whether or not anybody has it: counting a person's user name and
/// address together would tell that they belong together.
/// </remarks>
internal sealed class SignInGuard(IOptions<LimitOptions> options, TimeProvider clock)
{
    private readonly AttemptCounter _byAccountAndPlace = new(options.Value.FailuresByAccountAndAddress, clock);
    private readonly AttemptCounter _byAddress = new(options.Value.FailuresByAddress, clock);
    private readonly AttemptCounter _byAccount = new(options.Value.FailuresByAccount, clock);

    /// <summary>Counts an attempt as failed, until it is taken back.</summary>
    /// <param name="account">The name that was typed, normalised.</param>
    /// <param name="address">The client's address.</param>
    /// <param name="device">The browser, if it signed in to the account before.</param>
    /// <param name="isKnownAddress">Whether the account was signed in to from the address before; asked only when it matters.</param>
    public async Task<CountedSignIn> CountAsync(string account, string address, string? device, Func<Task<bool>> isKnownAddress)
    {
        var counted = new CountedSignIn();
        // A browser that signed in before is not kept out by others at the same address: it has its own count and no other.
        if (!counted.Take(_byAccountAndPlace, $"{device ?? address} {account}") || (device is null && !counted.Take(_byAddress, address)))
            return counted;
        if (!counted.Take(_byAccount, account) && (device is not null || await isKnownAddress()))
            counted.Wait = null;
        if (counted.Wait is not null)
            counted.TakeBack(); // it was not looked at
        return counted;
    }
}

/// <summary>An attempt to sign in that counts as a failure for now.</summary>
internal sealed class CountedSignIn
{
    private readonly List<(AttemptCounter Counter, Attempt Attempt)> _attempts = [];

    /// <summary>Set when the password is not to be looked at: how long until it would be.</summary>
    public TimeSpan? Wait { get; set; }

    public bool Take(AttemptCounter counter, string key)
    {
        var attempt = counter.Take(key);
        if (attempt.IsAllowed)
            _attempts.Add((counter, attempt));
        else
            Wait = attempt.Wait;
        return attempt.IsAllowed;
    }

    public void TakeBack()
    {
        foreach (var (counter, attempt) in _attempts)
            counter.GiveBack(attempt);
        _attempts.Clear();
    }
}
