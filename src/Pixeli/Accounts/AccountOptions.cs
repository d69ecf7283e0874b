using Pixeli.Hosting;

namespace Pixeli.Accounts;

/// <summary>How long people stay signed in.</summary>
public sealed class AccountOptions
{
    /// <summary>Life of an access token.</summary>
    [TimeRange("00:01:00", "1.00:00:00")]
    public TimeSpan AccessTokenLife { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>Life of a refresh token; each use starts it anew.</summary>
    [TimeRange("01:00:00", "90.00:00:00")]
    public TimeSpan RefreshTokenLife { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long after its rotation a refresh token is answered with the same successor, because phones lose responses.</summary>
    [TimeRange("00:00:00", "00:05:00")]
    public TimeSpan RefreshRepeat { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Life of a browser's session; using it extends it.</summary>
    [TimeRange("01:00:00", "365.00:00:00")]
    public TimeSpan WebSessionLife { get; set; } = TimeSpan.FromDays(30);
}
