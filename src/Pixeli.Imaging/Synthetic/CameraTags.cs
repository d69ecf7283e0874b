using System.Globalization;
using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Synthetic;

/// <summary>Writes EXIF through libvips' <c>exif-ifd…</c> fields, in the form libexif parses.</summary>
internal static class CameraTags
{
    private const string Main = "exif-ifd0-";
    private const string Exposure = "exif-ifd2-";
    private const string Place = "exif-ifd3-";

    public static void Write(VipsImage image, SyntheticPhotoOptions options)
    {
        Text(image, Main + "Make", options.Make);
        Text(image, Main + "Model", options.Model);
        Text(image, Exposure + "LensModel", options.Lens);
        Text(image, Exposure + "DateTimeOriginal", options.TakenAt?.ToString("yyyy':'MM':'dd HH':'mm':'ss", CultureInfo.InvariantCulture));
        Text(image, Exposure + "OffsetTimeOriginal", options.Offset is { } offset ? Zone(offset) : null);
        Text(image, Exposure + "ExposureTime", options.ExposureSeconds is { } seconds ? Shutter(seconds) : null);
        Text(image, Exposure + "FNumber", Hundredths(options.FNumber));
        Text(image, Exposure + "ISOSpeedRatings", options.Iso?.ToString(CultureInfo.InvariantCulture));
        Text(image, Exposure + "FocalLength", Hundredths(options.FocalLength));
        if (options is { Latitude: { } latitude, Longitude: { } longitude })
            Position(image, latitude, longitude);
        image.Set("orientation", options.Orientation);
    }

    private static void Position(VipsImage image, double latitude, double longitude)
    {
        Text(image, Place + "GPSLatitudeRef", latitude < 0 ? "S" : "N");
        Text(image, Place + "GPSLatitude", Degrees(latitude));
        Text(image, Place + "GPSLongitudeRef", longitude < 0 ? "W" : "E");
        Text(image, Place + "GPSLongitude", Degrees(longitude));
    }

    private static void Text(VipsImage image, string field, string? text)
    {
        if (text is not null)
            image.Set(field, text);
    }

    private static string Zone(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    private static string Shutter(double seconds) => seconds < 0.3
        ? string.Create(CultureInfo.InvariantCulture, $"1/{Math.Round(1 / seconds)}")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(seconds * 10)}/10");

    private static string? Hundredths(double? number) =>
        number is { } value ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value * 100)}/100") : null;

    private static string Degrees(double degrees)
    {
        var seconds = Math.Abs(degrees) * 3600;
        var (whole, minutes) = ((int)(seconds / 3600), (int)(seconds / 60) % 60);
        return string.Create(CultureInfo.InvariantCulture, $"{whole}/1 {minutes}/1 {Math.Round((seconds - whole * 3600 - minutes * 60) * 1000)}/1000");
    }
}
