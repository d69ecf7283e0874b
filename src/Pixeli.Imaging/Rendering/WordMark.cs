using System.Numerics;
using Pixeli.Imaging.Native;

namespace Pixeli.Imaging.Rendering;

/// <summary>
/// Draws the word "Pixel-i" from strokes of even width, so that no font is needed: white letters in a soft dark glow that keeps
/// them legible on snow and at night.
/// </summary>
internal static class WordMark
{
    private const int Scale = 100;
    private const float Stroke = 0.085f;
    private const float Glow = 0.16f;
    private const float LetterOpacity = 0.72f;
    private const float GlowOpacity = 0.34f;

    private static readonly Vector2 Size = new(4.72f, 1.5f);

    // Units of a capital's height, baseline at 1.2.
    private static readonly (Vector2 From, Vector2 To)[] Strokes =
    [
        Line(0.3f, 0.25f, 0.3f, 1.2f), .. Bowl(0.3f, 0.25f, 0.52f, 0.54f), // P
        Line(1.22f, 0.56f, 1.22f, 1.2f), Line(1.22f, 0.28f, 1.22f, 0.28f), // i
        Line(1.52f, 0.56f, 2.02f, 1.2f), Line(2.02f, 0.56f, 1.52f, 1.2f), // x
        Line(2.3f, 0.88f, 2.92f, 0.88f), .. Arc(2.61f, 0.88f, 0.31f, 0.33f, 0, -316), // e
        Line(3.24f, 0.2f, 3.24f, 1.2f), // l
        Line(3.56f, 0.86f, 3.92f, 0.86f), // -
        Line(4.28f, 0.56f, 4.28f, 1.2f), Line(4.28f, 0.28f, 4.28f, 0.28f), // i
    ];

    public static VipsImage Draw()
    {
        var (width, height) = ((int)(Size.X * Scale), (int)(Size.Y * Scale));
        var pixels = new byte[width * height * 4];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                Shade(pixels.AsSpan((y * width + x) * 4, 4), Distance(new Vector2(x + 0.5f, y + 0.5f) / Scale));
        using var image = VipsImage.Copy(pixels, width, height, 4);
        return new VipsOperation("copy").With("in", image).With("interpretation", (int)VipsInterpretation.Srgb).Image();
    }

    private static void Shade(Span<byte> pixel, float distance)
    {
        var letter = LetterOpacity * Math.Clamp((Stroke - distance) * Scale + 0.5f, 0, 1);
        var glow = GlowOpacity * MathF.Pow(Math.Clamp(1 - (distance - Stroke) / Glow, 0, 1), 2);
        var alpha = letter + glow * (1 - letter);
        pixel[..3].Fill((byte)(alpha > 0 ? 255 * letter / alpha : 0));
        pixel[3] = (byte)(255 * alpha);
    }

    private static float Distance(Vector2 point)
    {
        var nearest = float.MaxValue;
        foreach (var (from, to) in Strokes)
        {
            var along = to - from;
            var t = along == Vector2.Zero ? 0 : Math.Clamp(Vector2.Dot(point - from, along) / along.LengthSquared(), 0, 1);
            nearest = Math.Min(nearest, Vector2.Distance(point, from + t * along));
        }
        return nearest;
    }

    private static (Vector2 From, Vector2 To) Line(float x1, float y1, float x2, float y2) => (new(x1, y1), new(x2, y2));

    private static IEnumerable<(Vector2 From, Vector2 To)> Bowl(float x, float y, float width, float height)
    {
        var radius = height / 2;
        return
        [
            Line(x, y, x + width - radius, y), Line(x, y + height, x + width - radius, y + height),
            .. Arc(x + width - radius, y + radius, radius, radius, -90, 90),
        ];
    }

    private static IEnumerable<(Vector2 From, Vector2 To)> Arc(float x, float y, float radiusX, float radiusY, float start, float end)
    {
        const int Pieces = 24;
        return Enumerable.Range(0, Pieces).Select(i => (At(i), At(i + 1)));

        Vector2 At(int i)
        {
            var angle = (start + (end - start) * i / Pieces) * MathF.PI / 180;
            return new Vector2(x + radiusX * MathF.Cos(angle), y + radiusY * MathF.Sin(angle));
        }
    }
}
