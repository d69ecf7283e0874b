using Pixeli.Media;

namespace Pixeli.Photos;

/// <summary>Where a photo's bytes are kept: everything of one photo below one prefix.</summary>
public static class PhotoBlobs
{
    public static string Original(Guid photo) => $"{Prefix(photo)}original";

    public static string Rendition(Guid photo, MediaRendition rendition) => rendition switch
    {
        MediaRendition.Thumbnail => $"{Prefix(photo)}thumbnail.webp",
        MediaRendition.Preview => $"{Prefix(photo)}preview.jpg",
        MediaRendition.Watermarked => $"{Prefix(photo)}watermarked.jpg",
        _ => throw new ArgumentOutOfRangeException(nameof(rendition)),
    };

    public static string ContentType(MediaRendition rendition) =>
        rendition == MediaRendition.Thumbnail ? "image/webp" : "image/jpeg";

    // The end of a UUIDv7 is random (its beginning is the time), so it spreads photos over 256 folders.
    public static string Prefix(Guid photo)
    {
        var name = photo.ToString("N");
        return $"photos/{name[^2..]}/{name}/";
    }

    /// <summary>The photo a key belongs to, or null for a key of another kind.</summary>
    public static Guid? PhotoOf(string key) =>
        key.Split('/') is ["photos", _, var name, _] && Guid.TryParseExact(name, "N", out var id) ? id : null;
}
