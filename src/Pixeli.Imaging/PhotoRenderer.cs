using Pixeli.Imaging.Decoding;
using Pixeli.Imaging.Native;
using Pixeli.Imaging.Rendering;

namespace Pixeli.Imaging;

/// <summary>Makes the renditions of photos. Safe to use from many threads; each call works on the thread that makes it.</summary>
/// <exception cref="ImagingException">From the constructor: libvips is missing, or the watermark cannot be read.</exception>
/// <remarks>A libvips that came with the program is loaded by the first photo: a server that idles does without its 9 MB.</remarks>
public sealed class PhotoRenderer : IDisposable
{
    private readonly ImagingOptions _options;
    private readonly HeicSupport _heic;
    private readonly PhotoOpener _opener;
    private readonly PreviewPixels _pixels;
    private readonly Watermark _watermark;
    private readonly SemaphoreSlim _room = new(1); // memory for one large picture that is decoded as a whole

    public PhotoRenderer(ImagingOptions options)
    {
        _options = options;
        if (options.WatermarkPath is not null || !NativeLibraries.BringsVips(options.LibvipsPath))
            Begin(); // what may be missing, or unreadable, is to be heard of now
        _heic = new HeicSupport(options.LibheifPath);
        _opener = new PhotoOpener(options, _heic);
        _pixels = new PreviewPixels(Colours.Parse(options.Background));
        _watermark = new Watermark(options.WatermarkPath, options.WatermarkWidth);
    }

    /// <summary>Null when HEIC can be decoded, else one line saying what to install.</summary>
    public string? HeicUnavailableReason => _heic.UnavailableReason;

    /// <summary>The libvips in use, such as <c>8.18.7</c>.</summary>
    public string LibraryVersion
    {
        get
        {
            Begin();
            return VipsRuntime.Version.ToString();
        }
    }

    /// <summary>Reads a file's header; no pixel is decoded.</summary>
    /// <exception cref="ImagingException">The file is not a picture that can be read, or it is too large.</exception>
    public ImageInfo Probe(string path)
    {
        Begin();
        using var source = _opener.Open(path);
        return source.Info;
    }

    /// <summary>Decodes a photo once and makes all its renditions.</summary>
    /// <exception cref="ImagingException">The file is not a picture that can be read, is damaged or too large.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; decoding stops within a few rows of pixels.</exception>
    public RenderedPhoto Render(string path, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            Begin();
            var (pixels, info) = Decode(path, _ => LongestEdge, cancellationToken);
            using (pixels)
                return Render(pixels, info, cancellationToken);
        }
        catch (Exception exception) when (exception is VipsException or HeifException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ImagingException(ImagingFailure.Corrupt, inner: exception);
        }
    }

    /// <summary>Makes a WebP square of the middle of a photo: upright, sRGB, opaque, without any metadata.</summary>
    /// <param name="path">The photo.</param>
    /// <param name="edge">Pixels across and down, also of a smaller photo.</param>
    /// <param name="cancellationToken">Stops decoding within a few rows of pixels.</param>
    /// <exception cref="ImagingException">The file is not a picture that can be read, is damaged or too large.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ReadOnlyMemory<byte> RenderSquare(string path, int edge, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            Begin();
            using var pixels = Decode(path, source => EdgeToCover(source, edge), cancellationToken).Pixels;
            using var square = Resizing.Square(pixels, edge);
            return Encoding.WebP(square, _options.PreviewQuality, _options.ThumbnailEffort);
        }
        catch (Exception exception) when (exception is VipsException or HeifException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ImagingException(ImagingFailure.Corrupt, inner: exception);
        }
    }

    /// <summary>Decodes a photo into pixels, upright, for who looks at them instead of showing them.</summary>
    /// <param name="path">The photo.</param>
    /// <param name="longestEdge">Pixels of its longest edge at most; smaller photos stay as they are.</param>
    /// <param name="cancellationToken">Stops decoding within a few rows of pixels.</param>
    /// <exception cref="ImagingException">The file is not a picture that can be read, is damaged or too large.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RgbPixels Pixels(string path, int longestEdge, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            Begin();
            using var pixels = Decode(path, _ => longestEdge, cancellationToken).Pixels;
            return new RgbPixels(pixels.Width, pixels.Height, pixels.Pixels().ToArray());
        }
        catch (Exception exception) when (exception is VipsException or HeifException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ImagingException(ImagingFailure.Corrupt, inner: exception);
        }
    }

    public void Dispose()
    {
        _watermark.Dispose();
        _room.Dispose();
    }

    private void Begin()
    {
        VipsRuntime.Start(_options.LibvipsPath);
        VipsException.Forget();
    }

    // The full-size pixels, which some codings hold all at once, are gone before anything is encoded.
    private (VipsImage Pixels, ImageInfo Info) Decode(
        string path, Func<PhotoSource, int> longestEdge, CancellationToken cancellationToken)
    {
        using var source = _opener.Open(path);
        if (!source.DecodesAtOnce || (long)source.Width * source.Height <= _options.RoomyPixels)
            return (_pixels.From(source, longestEdge(source), cancellationToken), source.Info);
        _room.Wait(cancellationToken);
        try
        {
            return (_pixels.From(source, longestEdge(source), cancellationToken), source.Info);
        }
        finally
        {
            _room.Release();
        }
    }

    private int LongestEdge => Math.Max(_options.PreviewPixels, Math.Max(_options.WatermarkedPixels, _options.ThumbnailPixels));

    // The longest edge with which the shortest still is what is wanted.
    private static int EdgeToCover(PhotoSource source, int edge) => (int)Math.Min(
        Math.Max(source.Width, source.Height),
        Math.Ceiling(edge * (double)Math.Max(source.Width, source.Height) / Math.Min(source.Width, source.Height)));

    private RenderedPhoto Render(VipsImage pixels, ImageInfo info, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var preview = Preview(pixels);
        cancellationToken.ThrowIfCancellationRequested();
        var watermarked = Watermarked(pixels);
        cancellationToken.ThrowIfCancellationRequested();
        using var small = Sized(pixels, _options.ThumbnailPixels);
        return new RenderedPhoto(info.Width, info.Height, [Thumbnail(small), preview, watermarked], Placeholder(small));
    }

    private Rendition Thumbnail(VipsImage pixels) =>
        Made(RenditionKind.Thumbnail, ImageFormat.WebP, pixels, Encoding.WebP(pixels, _options.ThumbnailQuality, _options.ThumbnailEffort));

    private Rendition Preview(VipsImage pixels)
    {
        if (Math.Max(pixels.Width, pixels.Height) <= _options.PreviewPixels)
            return Made(RenditionKind.Preview, ImageFormat.Jpeg, pixels, Encoding.Jpeg(pixels, _options.PreviewQuality));
        using var preview = Sized(pixels, _options.PreviewPixels);
        return Made(RenditionKind.Preview, ImageFormat.Jpeg, preview, Encoding.Jpeg(preview, _options.PreviewQuality));
    }

    private Rendition Watermarked(VipsImage pixels)
    {
        using var picture = Sized(pixels, _options.WatermarkedPixels);
        _watermark.Stamp(picture);
        return Made(RenditionKind.Watermarked, ImageFormat.Jpeg, picture, Encoding.Jpeg(picture, _options.WatermarkedQuality));
    }

    private static byte[] Placeholder(VipsImage pixels)
    {
        using var tiny = Sized(pixels, ThumbHash.MaxEdge);
        return ThumbHash.Encode(tiny.Width, tiny.Height, tiny.Pixels());
    }

    // Always pixels of its own, for the watermark is stamped into them.
    private static VipsImage Sized(VipsImage pixels, int longestEdge)
    {
        var (width, height) = Resizing.Fit(pixels.Width, pixels.Height, longestEdge);
        using var resized = Resizing.To(pixels, width, height);
        return resized.ToMemory();
    }

    private static Rendition Made(RenditionKind kind, ImageFormat format, VipsImage pixels, byte[] bytes) =>
        new(kind, format.MediaType(), pixels.Width, pixels.Height, bytes);
}
