using System.ComponentModel.DataAnnotations;
using Pixeli.Hosting;

namespace Pixeli.Media;

/// <summary>How long media URLs live and where they lead.</summary>
public sealed class MediaOptions
{
    /// <summary>The address people reach this site at (<c>https://photos.example.org</c>), for absolute URLs; null to take it from the request.</summary>
    [Url]
    public string? PublicAddress { get; set; }

    /// <summary>Everybody gets the same URL for one window, so that caches work; it then lives for one more.</summary>
    [TimeRange("00:01:00", "7.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(12);
}
