using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Tests;

/// <summary>A rendition as somebody who received it sees it.</summary>
internal sealed class Decoded
{
    private readonly byte[] _pixels;
    private readonly int _bands;

    public Decoded(Rendition rendition)
    {
        using var scratch = new Scratch();
        var path = scratch.Write("rendition", rendition.Bytes.Span);
        using var file = new VipsOperation(rendition.MediaType == "image/webp" ? "webpload" : "jpegload").With("filename", path).Image();
        using var pixels = file.ToMemory();
        (Width, Height, _bands, _pixels) = (pixels.Width, pixels.Height, pixels.Bands, pixels.Pixels().ToArray());
        Fields = [.. new[] { "exif-data", "xmp-data", "iptc-data", "icc-profile-data" }.Where(file.Has)];
    }

    public int Width { get; }

    public int Height { get; }

    public IReadOnlyList<string> Fields { get; }

    /// <summary>The colour at a place given by shares of the width and the height.</summary>
    public byte[] At(double across, double down)
    {
        var pixel = (int)(down * Height) * Width + (int)(across * Width);
        return _pixels.AsSpan(pixel * _bands, 3).ToArray();
    }

    public void Shows(byte[] colour, double across, double down, int tolerance = 14)
    {
        var seen = At(across, down);
        Assert.True(seen.Zip(colour, (a, b) => Math.Abs(a - b)).Max() <= tolerance,
            $"expected {string.Join(',', colour)} at {across:F2}/{down:F2}, saw {string.Join(',', seen)}");
    }

    public void ShowsQuarters(int tolerance = 14)
    {
        Shows(Picture.Red, 0.25, 0.25, tolerance);
        Shows(Picture.Green, 0.75, 0.25, tolerance);
        Shows(Picture.Blue, 0.25, 0.75, tolerance);
        Shows(Picture.Grey, 0.6, 0.6, tolerance);
    }
}
