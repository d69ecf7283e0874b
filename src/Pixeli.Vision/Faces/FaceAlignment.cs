namespace Pixeli.Vision.Faces;

/// <summary>
/// Turns, scales and moves a face so that its five points come to lie where those of the faces did that the model learned from.
/// </summary>
internal static class FaceAlignment
{
    public const int Size = 112;

    /// <summary>ArcFace's points in 112 × 112 pixels: eyes, nose, corners of the mouth.</summary>
    private static readonly Spot[] Template =
        [new(38.2946f, 51.6963f), new(73.5318f, 51.5014f), new(56.0252f, 71.7366f), new(41.5493f, 92.3655f), new(70.7299f, 92.2041f)];

    public static RgbImage Align(RgbImage image, Face face) => Sample(image, Similarity.Between(Template, face.Points));

    /// <summary>Takes each target pixel from where the transform says, averaging over as many source pixels as one target pixel covers.</summary>
    private static RgbImage Sample(RgbImage image, Similarity toSource)
    {
        var pixels = new byte[Size * Size * 3];
        var steps = Math.Clamp((int)MathF.Round(toSource.Scale), 1, 4);
        Span<float> sum = stackalloc float[3];
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
            {
                sum.Clear();
                for (var step = 0; step < steps * steps; step++)
                    Add(image, toSource.Of(new Spot(x + Offset(step % steps, steps), y + Offset(step / steps, steps))), sum);
                for (var channel = 0; channel < 3; channel++)
                    pixels[(y * Size + x) * 3 + channel] = (byte)(sum[channel] / (steps * steps) + 0.5f);
            }
        return new RgbImage(Size, Size, pixels);
    }

    private static float Offset(int step, int steps) => (step + 0.5f) / steps - 0.5f;

    // Between four pixels; black beyond the picture's edge.
    private static void Add(RgbImage image, Spot at, Span<float> sum)
    {
        var (left, top) = ((int)MathF.Floor(at.X), (int)MathF.Floor(at.Y));
        var (right, down) = (at.X - left, at.Y - top);
        Add(image, left, top, (1 - right) * (1 - down), sum);
        Add(image, left + 1, top, right * (1 - down), sum);
        Add(image, left, top + 1, (1 - right) * down, sum);
        Add(image, left + 1, top + 1, right * down, sum);
    }

    private static void Add(RgbImage image, int x, int y, float weight, Span<float> sum)
    {
        if ((uint)x >= (uint)image.Width || (uint)y >= (uint)image.Height)
            return;
        var pixel = image.Pixels.AsSpan((y * image.Width + x) * 3, 3);
        for (var channel = 0; channel < 3; channel++)
            sum[channel] += pixel[channel] * weight;
    }
}
