using System.ComponentModel.DataAnnotations;
using Pixeli.Hosting;

namespace Pixeli.Uploads;

/// <summary>How much one upload may bring.</summary>
public sealed class UploadOptions
{
    /// <summary>Largest file, in bytes.</summary>
    [Range(1024, 1L << 32)]
    public long MaxFileBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Files in one request.</summary>
    [Range(1, 1000)]
    public int MaxFiles { get; set; } = 20;

    /// <summary>Length of the metadata and of any other text field, in bytes.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxFieldBytes { get; set; } = 256 * 1024;

    /// <summary>How long a resumable upload can be continued after it was begun.</summary>
    [TimeRange("00:01:00", "90.00:00:00")]
    public TimeSpan ResumableLife { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Resumable uploads that one person may have begun and not finished.</summary>
    [Range(1, 100_000)]
    public int MaxUnfinished { get; set; } = 200;

    /// <summary>Hashes that one request may ask about.</summary>
    [Range(1, 10_000)]
    public int MaxHashes { get; set; } = 500;

    /// <summary>Largest request: all files at their largest, and room for the parts around them.</summary>
    public long MaxRequestBytes => (MaxFiles * (MaxFileBytes + 4096)) + (4L * MaxFieldBytes);
}
