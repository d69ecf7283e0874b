using System.ComponentModel.DataAnnotations;
using Pixeli.Hosting;

namespace Pixeli.Processing;

/// <summary>How photos are processed.</summary>
public sealed class ProcessingOptions
{
    /// <summary>Photos decoded at once; one more than cores by default, as libvips hands pixels from thread to thread. 0 for none in this process.</summary>
    [Range(0, 256)]
    public int Workers { get; set; } = Environment.ProcessorCount + 1;

    /// <summary>How long a claim holds unless it is renewed, which happens four times as often.</summary>
    [TimeRange("00:00:05", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Failures after which a photo stays failed.</summary>
    [Range(1, 10)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>Longest time one photo may take.</summary>
    [TimeRange("00:00:01", "00:30:00")]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Pause before the second attempt; before each further one it is five times as long.</summary>
    [TimeRange("00:00:00", "00:10:00")]
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Where camera clocks without a time zone are taken to be, as an IANA name; null for the server's own zone.</summary>
    public string? CameraTimeZone { get; set; }
}
