namespace Pixeli.Vision.Faces;

/// <summary>Whether there is enough of a face to tell it from others.</summary>
internal static class FaceQuality
{
    private const float LeastSize = 32; // pixels; the model sees 112
    private const float LeastSharpness = 12;

    public static FaceClarity Of(RgbImage image, Face face) =>
        !IsLargeEnough(face) ? FaceClarity.TooSmall : IsSharpEnough(FaceAlignment.Align(image, face)) ? FaceClarity.Clear : FaceClarity.Blurred;

    // By its box: in profile, the eyes of the largest face are near each other.
    public static bool IsLargeEnough(Face face) => MathF.Min(face.Box.Width, face.Box.Height) >= LeastSize;

    public static bool IsSharpEnough(RgbImage aligned) => Sharpness(aligned) >= LeastSharpness;

    /// <summary>The variance of the Laplacian of the inner face: small where there are no edges, as in a blurred or an empty picture.</summary>
    public static float Sharpness(RgbImage aligned)
    {
        var (margin, count) = (aligned.Width / 5, 0);
        double sum = 0, squares = 0;
        for (var y = margin; y < aligned.Height - margin; y++)
            for (var x = margin; x < aligned.Width - margin; x++, count++)
            {
                var edge = 4 * Grey(aligned, x, y) - Grey(aligned, x - 1, y) - Grey(aligned, x + 1, y) - Grey(aligned, x, y - 1) - Grey(aligned, x, y + 1);
                sum += edge;
                squares += edge * edge;
            }
        return (float)(squares / count - sum / count * (sum / count));
    }

    private static double Grey(RgbImage image, int x, int y)
    {
        var pixel = image.Pixels.AsSpan((y * image.Width + x) * 3, 3);
        return 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
    }
}
