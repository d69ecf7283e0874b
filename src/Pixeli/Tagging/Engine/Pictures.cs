using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Pixeli.Imaging;
using Pixeli.Vision;
using Pixeli.Vision.Facts;

namespace Pixeli.Tagging.Engine;

/// <summary>Photos as machine vision takes them.</summary>
public static class Pictures
{
    extension(RgbPixels pixels)
    {
        /// <summary>The same pixels, not copied where that can be helped.</summary>
        public RgbImage ToImage() => new(
            pixels.Width,
            pixels.Height,
            MemoryMarshal.TryGetArray(pixels.Bytes, out var bytes) && bytes.Offset == 0 && bytes.Count == bytes.Array!.Length
                ? bytes.Array
                : pixels.Bytes.ToArray());
    }

    /// <summary>How a photo was taken.</summary>
    /// <param name="metadata">Its metadata, as JSON; see <see cref="PhotoMetadata.Values"/>.</param>
    internal static Shot ShotOf(string metadata)
    {
        using var document = JsonDocument.Parse(metadata);
        var values = document.RootElement;
        return new(
            values.TryGetProperty("exposure_time", out var time) ? Seconds(time.GetString()) : null,
            Number(values, "f_number"),
            Number(values, "iso"),
            values.TryGetProperty("flash", out var flash) && flash.ValueKind is JsonValueKind.True or JsonValueKind.False ? flash.GetBoolean() : null,
            Number(values, "subject_distance"));
    }

    private static double? Number(JsonElement values, string name) =>
        values.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    // "1/250" or "2.5"
    private static double? Seconds(string? text)
    {
        var parts = (text ?? "").Split('/');
        double? Part(int index) => double.TryParse(parts[index], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
        return parts.Length == 2 ? Part(0) / Part(1) : Part(0);
    }
}
