using System.Globalization;
using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Rendering;

/// <summary>Brings whatever a photo is coded in to opaque eight-bit sRGB.</summary>
internal static class Colours
{
    private const int RelativeColorimetric = 1;

    public static VipsImage ToSrgb(VipsImage image)
    {
        if (Profile(image) is not { } fallbackProfile)
            return ByInterpretation(image);
        try
        {
            var transform = new VipsOperation("icc_transform")
                .With("in", image)
                .With("output_profile", "srgb")
                .With("embedded", true)
                .With("intent", RelativeColorimetric)
                .With("black_point_compensation", true)
                .With("depth", 8);
            return (fallbackProfile.Length > 0 ? transform.With("input_profile", fallbackProfile) : transform).Image();
        }
        catch (VipsException)
        {
            return ByInterpretation(image); // a broken or unfitting profile says nothing: show the photo without it
        }
    }

    public static VipsImage Flatten(VipsImage image, ReadOnlySpan<double> background) =>
        new VipsOperation("flatten").With("in", image).With("background", background).Image();

    public static double[] Parse(string colour)
    {
        if (colour is ['#', ..] && colour.Length == 7 && int.TryParse(colour.AsSpan(1), NumberStyles.HexNumber, null, out var rgb))
            return [rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF];
        throw new ArgumentException($"{colour} is not a colour of the form #rrggbb.", nameof(colour));
    }

    /// <summary>Null when no profile matters; else the built-in profile to use if the embedded one does not fit, or an empty name.</summary>
    private static string? Profile(VipsImage image)
    {
        if (image.Interpretation == VipsInterpretation.Cmyk)
            return "cmyk";
        return image.Has("icc-profile-data") && !SrgbProfile.Is(image.Blob("icc-profile-data")) ? "" : null;
    }

    private static VipsImage ByInterpretation(VipsImage image) =>
        new VipsOperation("colourspace").With("in", image).With("space", (int)VipsInterpretation.Srgb).Image();
}
