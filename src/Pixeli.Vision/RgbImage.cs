namespace Pixeli.Vision;

/// <summary>A picture as models take it: upright, opaque, eight-bit sRGB.</summary>
public sealed class RgbImage
{
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="pixels">Rows from top to bottom without padding, three bytes a pixel: red, green, blue. Not copied; may be longer.</param>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length < (long)width * height * 3)
            throw new ArgumentException($"{width} × {height} pixels take {(long)width * height * 3} bytes, not {pixels.Length}.", nameof(pixels));
        (Width, Height, Pixels) = (width, height, pixels);
    }

    public int Width { get; }

    public int Height { get; }

    public byte[] Pixels { get; }
}
