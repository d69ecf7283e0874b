using System.Numerics;
using System.Runtime.InteropServices;

namespace Pixeli.Vision.Pixels;

/// <summary>Resizes pictures, first down and then across, since whole rows can be added up by vector instructions.</summary>
internal static class Resampling
{
    /// <summary>The whole picture at another size.</summary>
    public static RgbImage To(RgbImage image, int width, int height, Filter filter, byte[] pixels) =>
        width == image.Width && height == image.Height ? image : To(image, new Box(0, 0, image.Width, image.Height), width, height, filter, pixels);

    /// <summary>A part of a picture at another size.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="part">The part.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="filter">How pixels become others.</param>
    /// <param name="pixels">Where they are put; as large or larger.</param>
    public static RgbImage To(RgbImage image, Box part, int width, int height, Filter filter, byte[] pixels)
    {
        var down = filter.Taps(part.Top, part.Height, image.Height, height);
        var across = filter.Taps(part.Left, part.Width, image.Width, width);
        var row = new float[image.Width * 3];
        for (var y = 0; y < height; y++)
        {
            AddRows(image, down[y].First, down[y].Weights, row);
            Across(row, across, pixels.AsSpan(y * width * 3, width * 3));
        }
        return new RgbImage(width, height, pixels);
    }

    private static void AddRows(RgbImage image, int first, float[] weights, float[] sum)
    {
        Array.Clear(sum);
        for (var tap = 0; tap < weights.Length; tap++)
            if (weights[tap] != 0)
                AddRow(image.Pixels.AsSpan((first + tap) * image.Width * 3, image.Width * 3), weights[tap], sum);
    }

    private static void AddRow(ReadOnlySpan<byte> source, float weight, Span<float> sum)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var sources = MemoryMarshal.Cast<byte, Vector<byte>>(source);
        var at = 0;
        foreach (var bytes in sources)
        {
            Vector.Widen(bytes, out var low, out var high);
            Add(sums, at, low, weight);
            Add(sums, at + 2, high, weight);
            at += 4;
        }
        for (var index = sources.Length * Vector<byte>.Count; index < source.Length; index++)
            sum[index] += source[index] * weight;
    }

    private static void Add(Span<Vector<float>> sums, int at, Vector<ushort> values, float weight)
    {
        Vector.Widen(values, out var low, out var high);
        sums[at] += Vector.ConvertToSingle(Vector.AsVectorInt32(low)) * weight;
        sums[at + 1] += Vector.ConvertToSingle(Vector.AsVectorInt32(high)) * weight;
    }

    private static void Across(float[] row, (int First, float[] Weights)[] taps, Span<byte> target)
    {
        for (var x = 0; x < taps.Length; x++)
        {
            var (first, weights) = taps[x];
            var source = row.AsSpan(first * 3, weights.Length * 3);
            float red = 0.5f, green = 0.5f, blue = 0.5f;
            for (var tap = 0; tap < weights.Length; tap++)
            {
                red += source[tap * 3] * weights[tap];
                green += source[tap * 3 + 1] * weights[tap];
                blue += source[tap * 3 + 2] * weights[tap];
            }
            target[x * 3] = (byte)Math.Clamp(red, 0, 255);
            target[x * 3 + 1] = (byte)Math.Clamp(green, 0, 255);
            target[x * 3 + 2] = (byte)Math.Clamp(blue, 0, 255);
        }
    }
}
