namespace Pixeli.Hosting.Roles;

/// <summary>How a process ends when it is asked to.</summary>
public sealed class ShutdownOptions
{
    /// <summary>How long photos and mails in work may take to be finished; then they are given back to the other workers.</summary>
    [TimeRange("00:00:00", "00:05:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How long all of it may take, uploads under way included; what is not done then is cut off.</summary>
    [TimeRange("00:00:01", "00:10:00")]
    public TimeSpan Longest { get; set; } = TimeSpan.FromSeconds(30);
}
