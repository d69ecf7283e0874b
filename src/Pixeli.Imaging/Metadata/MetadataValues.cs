using System.Globalization;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Iptc;
using Directory = MetadataExtractor.Directory;
using Exif = MetadataExtractor.Formats.Exif.ExifDirectoryBase;

namespace Pixeli.Imaging.Metadata;

/// <summary>Gathers the values that are kept with a photo, each checked and cleaned.</summary>
internal sealed class MetadataValues
{
    private readonly Dictionary<string, object> _values = [];

    public static Dictionary<string, object> From(MetadataDirectories tags)
    {
        var values = new MetadataValues();
        values.AddCamera(tags);
        values.AddExposure(tags.Exposure);
        values.AddPlace(tags.Gps);
        values.AddCaptions(tags);
        return values._values;
    }

    private void AddCamera(MetadataDirectories tags)
    {
        Text("make", tags.Main?.GetString(Exif.TagMake));
        Text("model", tags.Main?.GetString(Exif.TagModel));
        Text("lens", tags.Exposure?.GetString(Exif.TagLensModel));
        Text("software", tags.Main?.GetString(Exif.TagSoftware));
        Whole("orientation", tags.Main, Exif.TagOrientation, 1, 8);
    }

    private void AddExposure(ExifSubIfdDirectory? exif)
    {
        if (Number(exif, Exif.TagExposureTime, 1e-7, 1e6) is { } seconds)
            _values["exposure_time"] = ShutterSpeed.Text(seconds);
        Measure("f_number", exif, Exif.TagFNumber, 0.1, 1000);
        Whole("iso", exif, Exif.TagIsoEquivalent, 1, 10_000_000);
        Measure("focal_length", exif, Exif.TagFocalLength, 0.01, 100_000);
        Whole("focal_length_35mm", exif, Exif.Tag35MMFilmEquivFocalLength, 1, 100_000);
        Measure("subject_distance", exif, Exif.TagSubjectDistance, 0.01, 100_000);
        Measure("exposure_bias", exif, Exif.TagExposureBias, -30, 30);
        if (Number(exif, Exif.TagFlash, 0, 0xFFFF) is { } flash)
            _values["flash"] = ((int)flash & 1) == 1;
        Text("exposure_program", exif?.GetDescription(Exif.TagExposureProgram));
        Text("metering_mode", exif?.GetDescription(Exif.TagMeteringMode));
        Text("white_balance", exif?.GetDescription(Exif.TagWhiteBalanceMode));
    }

    private void AddPlace(GpsDirectory? gps)
    {
        if (gps?.GetGeoLocation() is not { } place || place.IsZero
            || !(Math.Abs(place.Latitude) <= 90 && Math.Abs(place.Longitude) <= 180))
            return;
        var position = new Dictionary<string, object>
        {
            ["latitude"] = Math.Round(place.Latitude, 7),
            ["longitude"] = Math.Round(place.Longitude, 7),
        };
        if (Number(gps, GpsDirectory.TagAltitude, 0, 100_000) is { } altitude)
            position["altitude"] = Math.Round(Number(gps, GpsDirectory.TagAltitudeRef, 0, 1) == 1 ? -altitude : altitude, 2);
        _values["gps"] = position;
    }

    private void AddCaptions(MetadataDirectories tags)
    {
        var (main, xmp, iptc) = (tags.Main, tags.Xmp, tags.Iptc);
        Text("artist", main?.GetString(Exif.TagArtist) ?? XmpText.Creator(xmp) ?? iptc?.GetString(IptcDirectory.TagByLine));
        Text("copyright", main?.GetString(Exif.TagCopyright) ?? XmpText.Rights(xmp));
        Text("title", XmpText.Title(xmp) ?? iptc?.GetString(IptcDirectory.TagObjectName));
        var caption = XmpText.Description(xmp) ?? iptc?.GetString(IptcDirectory.TagCaption) ?? main?.GetString(Exif.TagImageDescription);
        Text("description", caption, CleanText.Long);
        if (double.TryParse(XmpText.Rating(xmp), NumberStyles.Float, CultureInfo.InvariantCulture, out var stars) && stars is >= 0 and <= 5)
            _values["rating"] = (int)stars;
    }

    private void Text(string key, string? text, int longest = CleanText.Short)
    {
        if (CleanText.From(text, longest) is { } clean)
            _values[key] = clean;
    }

    private void Whole(string key, Directory? directory, int tag, double least, double most)
    {
        if (Number(directory, tag, least, most) is { } number)
            _values[key] = (int)number;
    }

    private void Measure(string key, Directory? directory, int tag, double least, double most)
    {
        if (Number(directory, tag, least, most) is { } number)
            _values[key] = Math.Round(number, 2);
    }

    private static double? Number(Directory? directory, int tag, double least, double most) =>
        directory is not null && directory.TryGetDouble(tag, out var number) && number >= least && number <= most ? number : null;
}
