using MetadataExtractor.Formats.Exif;

namespace Pixeli.Imaging.Metadata;

/// <summary>Satellites tell the time in UTC: beside the camera's wall clock that gives away its time zone.</summary>
internal static class GpsClock
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15); // all zones in use are whole quarters of an hour
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(3); // a fix is taken some time before the photo

    public static TimeSpan? Offset(GpsDirectory? gps, DateTime local)
    {
        if (gps is null || !gps.TryGetGpsDate(out var utc))
            return null;
        var difference = local - utc;
        var offset = Quarter * Math.Round(difference / Quarter);
        return (difference - offset).Duration() <= Tolerance && offset.Duration() <= TimeSpan.FromHours(14) ? offset : null;
    }
}
