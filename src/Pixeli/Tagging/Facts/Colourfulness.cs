namespace Pixeli.Tagging.Facts;

/// <summary>Tells grey pictures from those with a colour anywhere.</summary>
internal static class Colourfulness
{
    private const int Grey = 6; // distance of the channels that JPEG alone makes
    private const int Exceptions = 500; // one pixel of so many may be more colourful

    /// <param name="pixels">Red, green and blue of each pixel.</param>
    public static bool IsGrey(ReadOnlySpan<byte> pixels)
    {
        var left = pixels.Length / 3 / Exceptions;
        for (var at = 0; at + 2 < pixels.Length; at += 3)
        {
            var (red, green, blue) = (pixels[at], pixels[at + 1], pixels[at + 2]);
            if (Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue)) > Grey && --left < 0)
                return false;
        }

        return true;
    }
}
