using Microsoft.Extensions.Options;
using Pixeli.Hosting.Errors;

namespace Pixeli.Hosting.Limits;

/// <summary>What somebody may try only so often for one e-mail address, wherever they are.</summary>
public enum AttemptKind
{
    /// <summary>Signing up with the address.</summary>
    SignUp,

    /// <summary>Having a code or a reset mailed to the address.</summary>
    SendCode,

    /// <summary>Telling a code that was mailed to the address.</summary>
    CheckCode,
}

/// <summary>
/// Limits by what the body of a request says, for handlers to ask before they do anything: middleware knows only where a
/// request comes from.
/// </summary>
public sealed class AttemptLimits(IOptions<LimitOptions> options, TimeProvider clock)
{
    private readonly Dictionary<AttemptKind, AttemptCounter> _counters =
        Enum.GetValues<AttemptKind>().ToDictionary(kind => kind, kind => new AttemptCounter(
            kind == AttemptKind.CheckCode ? options.Value.CodeChecksByEmail : options.Value.AttemptsByEmail, clock));

    /// <summary>Counts one attempt.</summary>
    /// <param name="kind">What is tried.</param>
    /// <param name="email">For whom; case and space around it do not matter.</param>
    /// <returns>Null when it may go on, a 429 otherwise.</returns>
    public Problem? Take(AttemptKind kind, string email)
    {
        var attempt = _counters[kind].Take(email.Trim().ToUpperInvariant());
        return attempt.IsAllowed ? null : Problem.TooMany("Too many attempts for this address. Try again later.", attempt.Wait);
    }
}
