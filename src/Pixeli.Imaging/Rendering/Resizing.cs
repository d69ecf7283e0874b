using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Rendering;

internal static class Resizing
{
    /// <summary>The size with the given longest edge and the same shape; never larger than it was.</summary>
    public static (int Width, int Height) Fit(int width, int height, int longestEdge)
    {
        var scale = Math.Min(1, longestEdge / (double)Math.Max(width, height));
        return (Scaled(width), Scaled(height));

        int Scaled(int length) => Math.Max(1, (int)Math.Round(length * scale));
    }

    /// <summary>The middle of a picture as a square of the given edge.</summary>
    public static VipsImage Square(VipsImage image, int edge)
    {
        var side = Math.Min(image.Width, image.Height);
        using var middle = new VipsOperation("extract_area").With("input", image)
            .With("left", (image.Width - side) / 2).With("top", (image.Height - side) / 2).With("width", side).With("height", side).Image();
        return To(middle, edge, edge);
    }

    public static VipsImage To(VipsImage image, int width, int height)
    {
        if (image.HasAlpha)
            return Premultiplied(image, width, height);
        return new VipsOperation("resize")
            .With("in", image).With("scale", width / (double)image.Width).With("vscale", height / (double)image.Height).Image();
    }

    // A transparent pixel has a colour too, which must not bleed into its visible neighbours.
    private static VipsImage Premultiplied(VipsImage image, int width, int height)
    {
        var format = image.Format;
        using var premultiplied = new VipsOperation("premultiply").With("in", image).Image();
        using var resized = new VipsOperation("resize")
            .With("in", premultiplied).With("scale", width / (double)image.Width).With("vscale", height / (double)image.Height).Image();
        using var straight = new VipsOperation("unpremultiply").With("in", resized).Image();
        return new VipsOperation("cast").With("in", straight).With("format", (int)format).Image();
    }
}
