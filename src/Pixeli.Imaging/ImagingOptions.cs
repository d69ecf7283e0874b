namespace Pixeli.Imaging;

/// <summary>How photos are rendered. The defaults suit an event gallery.</summary>
public sealed class ImagingOptions
{
    /// <summary>The libvips library file; null looks beside the program, then for the system's. The first one loaded serves the process.</summary>
    public string? LibvipsPath { get; set; }

    /// <summary>The libheif library file, for HEIC; null looks for the system's <c>libheif.so.1</c>.</summary>
    public string? LibheifPath { get; set; }

    /// <summary>Longest edge of the thumbnail, in pixels. A smaller photo keeps its size.</summary>
    public int ThumbnailPixels { get; set; } = 480;

    /// <summary>Longest edge of the preview, in pixels.</summary>
    public int PreviewPixels { get; set; } = 1440;

    /// <summary>Longest edge of the watermarked picture, in pixels.</summary>
    public int WatermarkedPixels { get; set; } = 1200;

    /// <summary>WebP quality of the thumbnail, 1 to 100.</summary>
    public int ThumbnailQuality { get; set; } = 75;

    /// <summary>JPEG quality of the preview, 1 to 100.</summary>
    public int PreviewQuality { get; set; } = 82;

    /// <summary>JPEG quality of the watermarked picture, 1 to 100.</summary>
    public int WatermarkedQuality { get; set; } = 82;

    /// <summary>How hard the WebP encoder tries, 0 (fast) to 6 (small).</summary>
    public int ThumbnailEffort { get; set; } = 1;

    /// <summary>A PNG with transparency to stamp on watermarked pictures; null stamps the built-in "Pixel-i" mark.</summary>
    public string? WatermarkPath { get; set; }

    /// <summary>Width of the watermark as a share of the picture's width, above 0 up to 1.</summary>
    public double WatermarkWidth { get; set; } = 0.25;

    /// <summary>The most pixels (width × height) a photo may have; checked before any pixel is decoded.</summary>
    public long MaxPixels { get; set; } = 200_000_000;

    /// <summary>
    /// The most pixels of a photo whose coding needs all of it in memory at once (progressive JPEG, interlaced PNG, WebP, AVIF, HEIC,
    /// GIF); at this limit one takes about 600 MB for as long as it is decoded.
    /// </summary>
    public long MaxPixelsAtOnce { get; set; } = 120_000_000;

    /// <summary>Of photos that need all of themselves in memory at once, those with more pixels than this are decoded one after another.</summary>
    public long RoomyPixels { get; set; } = 8_000_000;

    /// <summary>The plain ground behind transparent pixels, as <c>#rrggbb</c>.</summary>
    public string Background { get; set; } = "#ffffff";
}
