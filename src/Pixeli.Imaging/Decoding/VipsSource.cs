using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Decoding;

/// <summary>A photo that libvips reads, streaming from top to bottom where the format allows it.</summary>
internal sealed class VipsSource : PhotoSource
{
    private readonly string _path;
    private readonly VipsImage _header;

    public VipsSource(string path, ImageFormat format) : base(format)
    {
        _path = path;
        _header = Loader().Image();
    }

    public override int Width => _header.Width;

    public override int Height => _header.Height;

    public override int Frames => Math.Max(1, _header.Int("n-pages") ?? 1);

    public override int Orientation => _header.Int("orientation") is { } orientation and >= 1 and <= 8 ? orientation : 1;

    public override bool DecodesAtOnce => Format switch
    {
        ImageFormat.Jpeg or ImageFormat.Png => _header.Int("interlaced") == 1,
        ImageFormat.Tiff => false,
        _ => true,
    };

    public override VipsImage Decode(int longestEdge)
    {
        var shrink = Format == ImageFormat.Jpeg ? JpegShrink(longestEdge) : 1;
        return shrink == 1 ? Loader().Image() : Loader().With("shrink", shrink).Image();
    }

    public override void Dispose() => _header.Dispose();

    // libjpeg decodes at a half, a quarter or an eighth for a fraction of the work.
    private int JpegShrink(int longestEdge) => (Math.Max(Width, Height) / longestEdge) switch
    {
        >= 8 => 8,
        >= 4 => 4,
        >= 2 => 2,
        _ => 1,
    };

    private VipsOperation Loader()
    {
        var name = Format switch
        {
            ImageFormat.Jpeg => "jpegload",
            ImageFormat.Png => "pngload",
            ImageFormat.WebP => "webpload",
            ImageFormat.Gif => "gifload",
            ImageFormat.Tiff => "tiffload",
            _ => "heifload",
        };
        return new VipsOperation(name)
            .With("filename", _path)
            .With("access", (int)VipsAccess.Sequential)
            .With("fail_on", (int)VipsFailOn.Error);
    }
}
