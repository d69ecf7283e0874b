using Pixeli.Imaging;

namespace Pixeli.Tagging.Facts;

/// <summary>Words for what needs no model, given only where they are certain.</summary>
internal static class PlainFacts
{
    /// <summary>Stands where others name their pack.</summary>
    public const string Source = "facts";

    private const double WidestPhoto = 2.2; // width by height: wider is a panorama
    private const double Upright = 1.1;
    private const double Dark = 2; // exposure value
    private const double Long = 1; // seconds
    private const double Near = 0.5; // metres

    /// <param name="pixels">The picture.</param>
    /// <param name="metadata">What the camera wrote, as JSON.</param>
    public static IEnumerable<Finding> Of(RgbPixels pixels, string metadata) =>
        Words(pixels, Exposure.Read(metadata)).Select(word => new Finding(word, 1, Source, FindingKind.Fact));

    private static IEnumerable<string> Words(RgbPixels pixels, Exposure exposure)
    {
        if (Colourfulness.IsGrey(pixels.Bytes.Span))
            yield return "black and white";
        if (pixels.Width >= pixels.Height * WidestPhoto)
            yield return "panorama";
        if (pixels.Height >= pixels.Width * Upright)
            yield return "portrait format";
        if (exposure.Flash)
            yield return "flash";
        else if (exposure.Value < Dark)
            yield return "night";
        if (exposure.Seconds >= Long)
            yield return "long exposure";
        if (exposure.Distance <= Near)
            yield return "close-up";
    }
}
