namespace Pixeli.Photos;

/// <summary>A photo's shape in the steps that galleries lay out by, so that every one of them comes to the same rows.</summary>
public static class PhotoShape
{
    private const int Least = 10;
    private const int Most = 72;
    private const int Unknown = 36;

    /// <summary>Width over height in 24ths, from 10 to 72; three to two while it is unknown.</summary>
    public static int Step(int width, int height) => width > 0 && height > 0
        ? Math.Clamp((int)Math.Round(24.0 * width / height, MidpointRounding.AwayFromZero), Least, Most)
        : Unknown;
}
