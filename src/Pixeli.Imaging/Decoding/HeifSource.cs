using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Decoding;

/// <summary>A HEIC photo that the system's libheif reads. libheif turns it upright, so the EXIF orientation no longer counts.</summary>
internal sealed class HeifSource : PhotoSource
{
    private readonly HeifContext _context = new();
    private readonly HeifHandle _handle;
    private HeifImage? _decoded;

    public HeifSource(string path, ImageFormat format, long maxPixels) : base(format)
    {
        try
        {
            HeifImports.LimitSize(_context, (int)Math.Min(int.MaxValue, 2 * Math.Sqrt(maxPixels)));
            HeifImports.ReadFile(_context, path, 0).ThrowIfFailed();
            HeifImports.PrimaryImage(_context, out var handle).ThrowIfFailed();
            _handle = new HeifHandle(handle);
        }
        catch
        {
            _context.Dispose();
            throw;
        }
    }

    public override int Width => HeifImports.HandleWidth(_handle);

    public override int Height => HeifImports.HandleHeight(_handle);

    public override int Frames => Math.Max(1, HeifImports.TopLevelImages(_context));

    public override int Orientation => 1;

    public override bool DecodesAtOnce => true;

    public override VipsImage Decode(int longestEdge)
    {
        var bands = HeifImports.HasAlpha(_handle) != 0 ? 4 : 3;
        var chroma = bands == 4 ? HeifImports.ChromaInterleavedRgba : HeifImports.ChromaInterleavedRgb;
        HeifImports.Decode(_handle, out var reference, HeifImports.ColorspaceRgb, chroma, 0).ThrowIfFailed();
        _decoded = new HeifImage(reference);

        var image = Borrow(_decoded, bands);
        if (Profile() is { Length: > 0 } profile)
            image.Set("icc-profile-data", profile);
        return image;
    }

    public override void Dispose()
    {
        _decoded?.Dispose();
        _handle.Dispose();
        _context.Dispose();
    }

    // libheif pads its rows: look at each as one long row of bytes, cut the padding off, fold the bytes into pixels. No copy.
    private static VipsImage Borrow(HeifImage decoded, int bands)
    {
        var width = HeifImports.ImageWidth(decoded, HeifImports.ChannelInterleaved);
        var height = HeifImports.ImageHeight(decoded, HeifImports.ChannelInterleaved);
        var plane = HeifImports.Plane(decoded, HeifImports.ChannelInterleaved, out var stride);
        if (plane == 0 || width <= 0 || height <= 0)
            throw new HeifException("no decoded plane");

        using var rows = VipsImage.Borrow(plane, (long)stride * height, stride, height, bands: 1);
        using var cut = new VipsOperation("extract_area")
            .With("input", rows).With("left", 0).With("top", 0).With("width", width * bands).With("height", height).Image();
        using var pixels = new VipsOperation("bandfold").With("in", cut).With("factor", bands).Image();
        return new VipsOperation("copy").With("in", pixels).With("interpretation", (int)VipsInterpretation.Srgb).Image();
    }

    private byte[] Profile()
    {
        var profile = new byte[HeifImports.ProfileSize(_handle)];
        if (profile.Length > 0)
            HeifImports.Profile(_handle, profile).ThrowIfFailed();
        return profile;
    }
}
