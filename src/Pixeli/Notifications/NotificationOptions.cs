using System.ComponentModel.DataAnnotations;
using Pixeli.Hosting;

namespace Pixeli.Notifications;

/// <summary>How live connections are kept.</summary>
public sealed class NotificationOptions
{
    /// <summary>How often the server pings, and how long it waits for the answer before it drops the connection.</summary>
    [TimeRange("00:00:01", "00:10:00")]
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>Messages that wait for a client that reads slowly; one more, and it is dropped.</summary>
    [Range(1, 10_000)]
    public int MaxWaiting { get; set; } = 100;

    /// <summary>How long sending one message may take before the client is dropped.</summary>
    [TimeRange("00:00:01", "00:05:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often it is looked whether the sessions behind connections still live.</summary>
    [TimeRange("00:00:00.1", "00:10:00")]
    public TimeSpan SessionCheckInterval { get; set; } = TimeSpan.FromSeconds(10);
}
