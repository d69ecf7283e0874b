using Microsoft.Extensions.Options;
using Pixeli.Data;
using Pixeli.Imaging;

namespace Pixeli.Processing;

/// <summary>Turns the wall clock of a camera into UTC: by the offset it recorded, else by the zone this site takes cameras to be in.</summary>
internal sealed class CameraClock(IOptions<ProcessingOptions> options)
{
    private static readonly TimeSpan LargestOffset = TimeSpan.FromHours(14); // UTC+14, Line Islands

    private readonly TimeZoneInfo _zone = options.Value.CameraTimeZone is { Length: > 0 } name
        ? TimeZoneInfo.FindSystemTimeZoneById(name)
        : TimeZoneInfo.Local;

    /// <summary>When it was taken, and the offset in minutes; nulls when the camera did not say.</summary>
    public (DateTime? TakenAt, int? UtcOffset) Read(PhotoMetadata metadata)
    {
        if (metadata.TakenAt is not { } wallClock || wallClock.Year is < 1900 or > 9000)
            return (null, null);
        var offset = metadata.Offset is { } recorded && recorded.Duration() <= LargestOffset ? recorded : _zone.GetUtcOffset(wallClock);
        return ((wallClock - offset).ToMicroseconds(), (int)offset.TotalMinutes);
    }
}
