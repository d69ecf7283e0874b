namespace Pixeli.Imaging;

/// <summary>What a rendition is for.</summary>
public enum RenditionKind
{
    /// <summary>WebP for the gallery.</summary>
    Thumbnail,

    /// <summary>JPEG for the screen.</summary>
    Preview,

    /// <summary>JPEG with the mark, for sharing.</summary>
    Watermarked,
}

/// <summary>One encoded picture: upright, sRGB, opaque, without any metadata.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="MediaType"><c>image/webp</c> or <c>image/jpeg</c>.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Bytes">The file.</param>
public sealed record Rendition(RenditionKind Kind, string MediaType, int Width, int Height, ReadOnlyMemory<byte> Bytes);

/// <summary>A photo and what was made of it.</summary>
/// <param name="Width">The original's pixels across, upright.</param>
/// <param name="Height">The original's pixels down, upright.</param>
/// <param name="Renditions">One of each <see cref="RenditionKind"/>.</param>
/// <param name="Placeholder">A <see cref="ThumbHash"/> of at most 40 bytes, to show while the thumbnail loads.</param>
public sealed record RenderedPhoto(int Width, int Height, IReadOnlyList<Rendition> Renditions, byte[] Placeholder);
