using System.Globalization;
using System.Text.Json;
using Pixeli.Photos;
using Pixeli.Web.Shared;

namespace Pixeli.Web.Pages;

/// <summary>One line of a photo's details.</summary>
internal sealed record PhotoFact(string Icon, string Label, string Text, string? More = null, string? Href = null);

/// <summary>Turns what is known about a photo into lines to read.</summary>
internal sealed class PhotoFacts(Words words)
{
    public IEnumerable<PhotoFact> Of(PhotoDetail photo)
    {
        var meta = photo.Meta;
        if (Camera(meta) is { } camera)
            yield return new("camera", "Camera", camera, Text(meta, "lens"));
        if (Exposure(meta) is { Length: > 0 } exposure)
            yield return new("aperture", "Exposure", exposure, ExposureMore(meta));
        if (Place(meta) is { } place)
            yield return place;
        yield return new("file-image", "File", photo.FileName, FileMore(photo));
        yield return new("globe", "Who sees it", words.MayRead(photo.ReadPerm), $"Sharing: {words.MayShare(photo.SharePerm)}");
        if (photo is { Views: { } views, Downloads: { } downloads })
            yield return new("info", "Counters", string.Create(CultureInfo.InvariantCulture, $"{views:N0} views · {downloads:N0} downloads"));
    }

    private static string? Camera(JsonElement meta)
    {
        var (make, model) = (Text(meta, "make"), Text(meta, "model"));
        if (make is null || model is null || model.StartsWith(make.Split(' ')[0], StringComparison.OrdinalIgnoreCase))
            return model ?? make;
        return $"{make} {model}";
    }

    private static string Exposure(JsonElement meta)
    {
        string?[] parts =
        [
            Text(meta, "exposure_time") is { } time ? $"{time} s" : null,
            Number(meta, "f_number") is { } aperture ? string.Create(CultureInfo.InvariantCulture, $"ƒ/{aperture:0.#}") : null,
            Number(meta, "iso") is { } iso ? string.Create(CultureInfo.InvariantCulture, $"ISO {iso:0}") : null,
            Number(meta, "focal_length") is { } length ? string.Create(CultureInfo.InvariantCulture, $"{length:0.#} mm") : null,
        ];
        return string.Join(" · ", parts.OfType<string>());
    }

    private static string? ExposureMore(JsonElement meta) => Number(meta, "focal_length_35mm") is { } equivalent
        ? string.Create(CultureInfo.InvariantCulture, $"{equivalent:0} mm in 35 mm terms")
        : null;

    private static PhotoFact? Place(JsonElement meta)
    {
        if (meta.ValueKind != JsonValueKind.Object || !meta.TryGetProperty("gps", out var gps)
            || Number(gps, "latitude") is not { } latitude || Number(gps, "longitude") is not { } longitude)
            return null;
        var text = string.Create(CultureInfo.InvariantCulture, $"{latitude:0.00000}, {longitude:0.00000}");
        var href = string.Create(
            CultureInfo.InvariantCulture,
            $"https://www.openstreetmap.org/?mlat={latitude:0.000000}&mlon={longitude:0.000000}#map=15/{latitude:0.00000}/{longitude:0.00000}");
        var altitude = Number(gps, "altitude") is { } metres ? string.Create(CultureInfo.InvariantCulture, $"{metres:0} m above the sea") : null;
        return new("map-pin", "Place, on OpenStreetMap", text, altitude, href);
    }

    private string FileMore(PhotoDetail photo)
    {
        var megapixels = photo.Width * (double)photo.Height / 1e6;
        return photo.Width == 0
            ? words.Size(photo.Bytes)
            : string.Create(CultureInfo.InvariantCulture, $"{photo.Width} × {photo.Height} · {megapixels:0.#} MP · {words.Size(photo.Bytes)}");
    }

    private static string? Text(JsonElement meta, string name) =>
        meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static double? Number(JsonElement meta, string name) =>
        meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;
}
