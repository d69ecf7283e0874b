namespace Pixeli.Media;

/// <summary>A picture made from a photo, named as its media URL spells it.</summary>
public enum MediaRendition
{
    Thumbnail,
    Preview,
    Watermarked,
}
