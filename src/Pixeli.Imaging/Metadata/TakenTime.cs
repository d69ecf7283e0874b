using System.Globalization;
using MetadataExtractor;
using MetadataExtractor.Formats.Iptc;
using Directory = MetadataExtractor.Directory;
using Exif = MetadataExtractor.Formats.Exif.ExifDirectoryBase;

namespace Pixeli.Imaging.Metadata;

/// <summary>When a photo was taken, from the most trustworthy of the many places that may say so.</summary>
internal static class TakenTime
{
    private const string ExifPattern = "yyyy':'MM':'dd HH':'mm':'ss";

    private static readonly string[] XmpPatterns =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd"];

    public static (DateTime? TakenAt, TimeSpan? Offset) From(MetadataDirectories tags)
    {
        var (takenAt, offset) =
            FromExif(tags.Exposure, Exif.TagDateTimeOriginal, Exif.TagSubsecondTimeOriginal, Exif.TagTimeZoneOriginal)
            ?? FromExif(tags.Exposure, Exif.TagDateTimeDigitized, Exif.TagSubsecondTimeDigitized, Exif.TagTimeZoneDigitized)
            ?? FromXmp(tags)
            ?? FromIptc(tags.Iptc)
            ?? Modified(tags)
            ?? default;
        if (takenAt is { } local && offset is null)
            offset = GpsClock.Offset(tags.Gps, local);
        return (takenAt, offset);
    }

    private static (DateTime?, TimeSpan?)? FromExif(Directory? exif, int date, int fraction, int zone)
    {
        if (Parse(exif?.GetString(date), ExifPattern) is not { } time)
            return null;
        var digits = CleanText.From(exif?.GetString(fraction));
        if (digits is { Length: <= 9 }
            && double.TryParse("0." + digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            time = time.AddMilliseconds(Math.Floor(seconds * 1000));
        return (time, Zone(exif?.GetString(zone)));
    }

    private static (DateTime?, TimeSpan?)? FromXmp(MetadataDirectories tags)
    {
        foreach (var text in XmpText.Dates(tags.Xmp).OfType<string>())
            if (DateTimeOffset.TryParseExact(text, XmpPatterns, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                && IsPlausible(time.DateTime))
                return (time.DateTime, NamesZone(text) ? time.Offset : null);
        return null;
    }

    private static bool NamesZone(string text) => text is [.., 'Z'] or [.., '+' or '-', _, _, ':', _, _];

    private static (DateTime?, TimeSpan?)? FromIptc(IptcDirectory? iptc) =>
        iptc?.GetDateCreated() is { } created && IsPlausible(created.DateTime) ? (created.DateTime, null) : null;

    private static (DateTime?, TimeSpan?)? Modified(MetadataDirectories tags) =>
        Parse(tags.Main?.GetString(Exif.TagDateTime), ExifPattern) is { } time
            ? (time, Zone(tags.Exposure?.GetString(Exif.TagTimeZone)))
            : null;

    private static DateTime? Parse(string? text, string pattern) =>
        DateTime.TryParseExact(CleanText.From(text), pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && IsPlausible(time)
            ? time
            : null;

    private static TimeSpan? Zone(string? text) => CleanText.From(text) switch
    {
        "Z" => TimeSpan.Zero,
        ['+', .. var ahead] => Hours(ahead),
        ['-', .. var behind] => -Hours(behind),
        _ => null,
    };

    private static TimeSpan? Hours(string text) =>
        TimeSpan.TryParseExact(text, @"hh\:mm", CultureInfo.InvariantCulture, out var offset) && offset.TotalHours <= 14 ? offset : null;

    // A camera whose clock was never set writes years that no photograph has, or zeros.
    private static bool IsPlausible(DateTime time) => time.Year is > 1825 and < 2200;
}
