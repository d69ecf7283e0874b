using Pixeli.Photos;

namespace Pixeli.Web.Shared;

internal static class LocalTimes
{
    /// <summary>The clock of the place where a photo was taken, as far as the camera told.</summary>
    public static DateTime LocalTime(this PhotoItem photo) => photo.Timestamp.AddMinutes(photo.UtcOffset ?? 0);
}
