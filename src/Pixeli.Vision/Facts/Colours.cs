namespace Pixeli.Vision.Facts;

/// <summary>Tells pictures without colour from all others.</summary>
internal static class Colours
{
    private const int Grey = 8; // what JPEG alone sets the channels of a grey pixel apart
    private const int Exceptions = 500; // one pixel of so many may have a colour: dust, a date in a corner
    private const int Contrast = 24; // between the darkest and the brightest; one flat grey is a picture of nothing

    public static bool AreMissing(RgbImage image)
    {
        var pixels = image.Pixels.AsSpan(0, image.Width * image.Height * 3);
        var left = pixels.Length / 3 / Exceptions;
        var (darkest, brightest) = (255, 0);
        for (var at = 0; at < pixels.Length; at += 3)
        {
            var (red, green, blue) = (pixels[at], pixels[at + 1], pixels[at + 2]);
            var (least, most) = (Math.Min(red, Math.Min(green, blue)), Math.Max(red, Math.Max(green, blue)));
            if (most - least > Grey && --left < 0)
                return false;
            (darkest, brightest) = (Math.Min(darkest, least), Math.Max(brightest, most));
        }
        return brightest - darkest >= Contrast;
    }
}
