using System.Globalization;
using System.Text.Json;

namespace Pixeli.Tagging.Facts;

/// <summary>How the camera took a picture, as far as it wrote it down.</summary>
/// <param name="Seconds">How long.</param>
/// <param name="Aperture">The f-number.</param>
/// <param name="Sensitivity">ISO.</param>
/// <param name="Flash">Whether the flash fired.</param>
/// <param name="Distance">Metres to what it was focused on.</param>
internal sealed record Exposure(double? Seconds, double? Aperture, double? Sensitivity, bool Flash, double? Distance)
{
    /// <summary>
    /// The exposure value at ISO 100, log2(N² / t) − log2(S / 100): 15 in full sun, around 6 in a lit room, below 3 only in the dark.
    /// </summary>
    public double? Value => this is { Seconds: > 0 and { } time, Aperture: > 0 and { } aperture, Sensitivity: > 0 and { } sensitivity }
        ? Math.Log2(aperture * aperture / time) - Math.Log2(sensitivity / 100)
        : null;

    /// <param name="metadata">A photo's metadata, as JSON; see <see cref="Imaging.PhotoMetadata.Values"/>.</param>
    public static Exposure Read(string metadata)
    {
        using var document = JsonDocument.Parse(metadata);
        var values = document.RootElement;
        return new(
            values.TryGetProperty("exposure_time", out var time) ? Time(time.GetString()) : null,
            Number(values, "f_number"),
            Number(values, "iso"),
            values.TryGetProperty("flash", out var flash) && flash.ValueKind == JsonValueKind.True,
            Number(values, "subject_distance"));
    }

    private static double? Number(JsonElement values, string name) =>
        values.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    // "1/250" or "2.5"
    private static double? Time(string? text)
    {
        var parts = (text ?? "").Split('/');
        double? Part(int index) => double.TryParse(parts[index], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
        return parts.Length == 2 ? Part(0) / Part(1) : Part(0);
    }
}
