using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pixeli.Hosting.Limits;

/// <summary>
/// How much is too much. Hundreds of guests may sit behind one address of a venue: what is counted by address is generous.
/// </summary>
public sealed class LimitOptions
{
    /// <summary>Connections held at once, beside as many WebSockets; further ones are closed at once. Each takes some ten kilobytes.</summary>
    [Range(8, 1_000_000)]
    public int Connections { get; set; } = 20_000;

    /// <summary>How long a client may take for a piece of 64 KB of a picture before its connection is closed; it may ask for the rest anew.</summary>
    [TimeRange("00:00:01", "01:00:00")]
    public TimeSpan StalledDownload { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Accounts asked for from one address.</summary>
    [ValidateObjectMembers]
    public Quota SignUpsByAddress { get; set; } = new(300, TimeSpan.FromMinutes(10));

    /// <summary>Codes and password resets asked for or tried from one address.</summary>
    [ValidateObjectMembers]
    public Quota CodesByAddress { get; set; } = new(300, TimeSpan.FromMinutes(10));

    /// <summary>Sign-ups, and codes and resets that are sent, for one e-mail address, each kind for itself, wherever the requests come from.</summary>
    [ValidateObjectMembers]
    public Quota AttemptsByEmail { get; set; } = new(30, TimeSpan.FromMinutes(10));

    /// <summary>Codes that are told for one e-mail address. Each code has its own five attempts besides; this bounds the guesses over many.</summary>
    [ValidateObjectMembers]
    public Quota CodeChecksByEmail { get; set; } = new(100, TimeSpan.FromMinutes(10));

    /// <summary>Steps of signing in with a provider from one address.</summary>
    [ValidateObjectMembers]
    public Quota ProviderSignInsByAddress { get; set; } = new(600, TimeSpan.FromMinutes(10));

    /// <summary>Upload requests of one account.</summary>
    [ValidateObjectMembers]
    public Quota UploadsByAccount { get; set; } = new(1500, TimeSpan.FromMinutes(1));

    /// <summary>Searches of one account.</summary>
    [ValidateObjectMembers]
    public Quota SearchesByAccount { get; set; } = new(20_000, TimeSpan.FromSeconds(10));

    /// <summary>Wrong passwords for one account from one address, or from one browser that signed in to it before.</summary>
    [ValidateObjectMembers]
    public Quota FailuresByAccountAndAddress { get; set; } = new(10, TimeSpan.FromMinutes(5));

    /// <summary>Wrong passwords from one address, whatever the accounts.</summary>
    [ValidateObjectMembers]
    public Quota FailuresByAddress { get; set; } = new(200, TimeSpan.FromMinutes(5));

    /// <summary>
    /// Wrong passwords for one account from anywhere, beyond which only addresses and browsers may try that signed in to it within 180 days.
    /// </summary>
    [ValidateObjectMembers]
    public Quota FailuresByAccount { get; set; } = new(100, TimeSpan.FromMinutes(15));
}

/// <summary>So many in so long, counted from the first.</summary>
public sealed class Quota
{
    public Quota()
    {
    }

    public Quota(int count, TimeSpan window) => (Count, Window) = (count, window);

    [Range(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    [TimeRange("00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);
}
