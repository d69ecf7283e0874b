namespace Pixeli.Imaging;

/// <summary>A picture's pixels: eight-bit sRGB, three bytes a pixel, rows from top to bottom without padding.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Bytes">Red, green and blue of each pixel.</param>
public sealed record RgbPixels(int Width, int Height, ReadOnlyMemory<byte> Bytes);
