using System.Globalization;
using System.Text.Json;
using Pixeli.Photos;
using Pixeli.Web.Shared;
using Pixeli.Web.Texts;

namespace Pixeli.Web.Pages;

/// <summary>One line of a photo's details.</summary>
internal sealed record PhotoFact(string Icon, string Label, string Text, string? More = null, string? Href = null);

/// <summary>Turns what is known about a photo into lines to read.</summary>
internal sealed class PhotoFacts(Words words, Wording texts)
{
    public IEnumerable<PhotoFact> Of(PhotoDetail photo)
    {
        var meta = photo.Meta;
        if (Camera(meta) is { } camera)
            yield return new("camera", texts["viewer.camera"], camera, Text(meta, "lens"));
        if (Exposure(meta) is { Length: > 0 } exposure)
            yield return new("aperture", texts["viewer.exposure"], exposure, ExposureMore(meta));
        if (Place(meta) is { } place)
            yield return place;
        yield return new("file-image", texts["viewer.file"], photo.FileName, FileMore(photo));
        yield return new("globe", texts["viewer.whoSees"], words.MayRead(photo.ReadPerm), texts["viewer.sharingIs", ("who", words.MayShare(photo.SharePerm))]);
        if (photo is { Views: { } views, Downloads: { } downloads })
            yield return new("eye", texts["viewer.counters"], $"{texts.Count("viewer.views", views)} · {texts.Count("viewer.downloads", downloads)}");
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

    private string? ExposureMore(JsonElement meta) => Number(meta, "focal_length_35mm") is { } equivalent
        ? texts["viewer.equivalent", ("length", equivalent.ToString("0", texts.Culture))]
        : null;

    private PhotoFact? Place(JsonElement meta)
    {
        if (meta.ValueKind != JsonValueKind.Object || !meta.TryGetProperty("gps", out var gps)
            || Number(gps, "latitude") is not { } latitude || Number(gps, "longitude") is not { } longitude)
            return null;
        var text = string.Create(CultureInfo.InvariantCulture, $"{latitude:0.00000}, {longitude:0.00000}");
        var href = string.Create(
            CultureInfo.InvariantCulture,
            $"https://www.openstreetmap.org/?mlat={latitude:0.000000}&mlon={longitude:0.000000}#map=15/{latitude:0.00000}/{longitude:0.00000}");
        var altitude = Number(gps, "altitude") is { } metres ? texts["viewer.altitude", ("metres", metres.ToString("0", texts.Culture))] : null;
        return new("map-pin", texts["viewer.place"], text, altitude, href);
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
