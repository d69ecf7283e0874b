using Pixeli.Imaging.Decoding;
using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Rendering;

/// <summary>Decodes a photo once, into the pixels that every rendition is made of: upright, opaque, eight-bit sRGB, in memory.</summary>
internal sealed class PreviewPixels(double[] background)
{
    public VipsImage From(PhotoSource source, int longestEdge, CancellationToken cancellationToken)
    {
        using var decoding = source.Decode(longestEdge);
        using var stop = cancellationToken.Register(decoding.Kill);
        var (width, height) = Resizing.Fit(source.Width, source.Height, longestEdge);
        using var resized = Resizing.To(decoding, width, height);
        using var opaque = Opaque(resized);
        return source.Orientation == 1 ? opaque.ToMemory() : Upright(opaque, source.Orientation);
    }

    private VipsImage Opaque(VipsImage image)
    {
        var coloured = Colours.ToSrgb(image);
        if (coloured is { Bands: 3, Format: VipsBandFormat.UChar })
            return coloured;
        using (coloured)
        {
            using var flat = coloured.HasAlpha ? Colours.Flatten(coloured, background) : new VipsOperation("copy").With("in", coloured).Image();
            using var three = new VipsOperation("extract_band").With("in", flat).With("band", 0).With("n", 3).Image();
            return new VipsOperation("cast").With("in", three).With("format", (int)VipsBandFormat.UChar).Image();
        }
    }

    // Turning reads pixels in any order, which a file that streams from top to bottom cannot give.
    private static VipsImage Upright(VipsImage image, int orientation)
    {
        using var pixels = image.ToMemory();
        using var tagged = new VipsOperation("copy").With("in", pixels).Image();
        tagged.Set("orientation", orientation);
        using var turned = new VipsOperation("autorot").With("in", tagged).Image();
        return turned.ToMemory();
    }
}
