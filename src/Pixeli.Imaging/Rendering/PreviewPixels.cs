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
        using var coloured = Colours.ToSrgb(resized);
        using var opaque = Opaque(coloured);
        using var pixels = opaque.ToMemory();
        return Upright(pixels, source.Orientation);
    }

    private VipsImage Opaque(VipsImage image)
    {
        using var flat = image.HasAlpha ? Colours.Flatten(image, background) : new VipsOperation("copy").With("in", image).Image();
        using var three = new VipsOperation("extract_band").With("in", flat).With("band", 0).With("n", 3).Image();
        return new VipsOperation("cast").With("in", three).With("format", (int)VipsBandFormat.UChar).Image();
    }

    private static VipsImage Upright(VipsImage pixels, int orientation)
    {
        using var tagged = new VipsOperation("copy").With("in", pixels).Image();
        tagged.Set("orientation", orientation);
        using var turned = new VipsOperation("autorot").With("in", tagged).Image();
        return turned.ToMemory();
    }
}
