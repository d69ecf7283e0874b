using System.Globalization;

namespace Pixeli.Accounts;

/// <summary>Where profile pictures are kept.</summary>
public static class PictureBlobs
{
    public const string ContentType = "image/webp";

    // The end of a UUIDv7 is random (its beginning is the time), so it spreads people over 256 folders.
    public static string Key(Guid person, int version)
    {
        var name = person.ToString("N");
        return string.Create(CultureInfo.InvariantCulture, $"people/{name[^2..]}/{name}/{version}.webp");
    }
}
