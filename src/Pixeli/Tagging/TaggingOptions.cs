using System.ComponentModel.DataAnnotations;
using Pixeli.Hosting;

namespace Pixeli.Tagging;

/// <summary>How photos are looked at. What is looked for is chosen on the administration page, and kept in the database.</summary>
public sealed class TaggingOptions
{
    /// <summary>False for none in this process: photos wait for another.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long a claim holds; no picture takes as long.</summary>
    [TimeRange("00:00:05", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Failures after which a photo is left alone until something changes.</summary>
    [Range(1, 10)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>Pause before another attempt.</summary>
    [TimeRange("00:00:00", "00:10:00")]
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long no photo may have waited to be processed before one is looked at: uploads come first.</summary>
    [TimeRange("00:00:00", "00:10:00")]
    public TimeSpan Quiet { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>While uploads go on without end, one photo is looked at this often all the same.</summary>
    [TimeRange("00:00:00", "01:00:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause after each photo of a backfill, for machines that have other things to do.</summary>
    [TimeRange("00:00:00", "00:01:00")]
    public TimeSpan BackfillPause { get; set; } = TimeSpan.Zero;

    /// <summary>Processor threads that a model may use.</summary>
    [Range(1, 64)]
    public int Threads { get; set; } = 1;

    /// <summary>Another ONNX Runtime than the one beside the program: the library's file.</summary>
    public string? OnnxRuntimePath { get; set; }

    internal Vision.VisionOptions Runtime => new() { OnnxRuntimePath = OnnxRuntimePath, Threads = Threads };
}
