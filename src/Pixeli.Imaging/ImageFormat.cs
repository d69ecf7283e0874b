namespace Pixeli.Imaging;

/// <summary>The picture formats that can be read.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    WebP,
    Avif,
    Heic,
    Gif,
    Tiff,
}
