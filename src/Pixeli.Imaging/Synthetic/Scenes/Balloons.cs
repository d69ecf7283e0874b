using System.Numerics;

namespace Pixeli.Imaging.Synthetic.Scenes;

/// <summary>Balloons against an open sky or a blurred garden.</summary>
internal static class Balloons
{
    public static void Paint(Canvas canvas, Dice dice, Noise noise)
    {
        var light = Light.Of(dice);
        var hue = dice.Next();
        if (dice.Next() < 0.5f)
            canvas.Shade((at, _) => light.Sky(at, 1.25f, new Vector2(-0.5f, 0.2f), noise, 0.56f));
        else
            Garden(canvas, dice, noise);

        var sizes = Enumerable.Range(0, 15).Select(_ => dice.Between(0.035f, 0.17f)).Order();
        foreach (var size in sizes)
            Balloon(canvas, dice.In(canvas.Aspect, 0.82f) + new Vector2(0, 0.04f), size, Light.Hue(hue + dice.Between(-0.18f, 0.32f), 0.68f, dice.Between(0.8f, 1)), dice);
    }

    private static void Garden(Canvas canvas, Dice dice, Noise noise)
    {
        var (leaf, sunlit) = (Light.Rgb(0x35502f), Light.Rgb(0xc9cf7a));
        canvas.Shade((at, _) => Vector3.Lerp(leaf, sunlit, MathF.Pow(noise.Fractal(at * 2.4f, 2), 1.4f) * (1.1f - at.Y * 0.6f)));
        for (var spot = 0; spot < 50; spot++)
        {
            var (centre, radius, strength) = (dice.In(canvas.Aspect, 1), dice.Between(0.03f, 0.1f), dice.Between(0.05f, 0.2f));
            canvas.Ellipse(centre, new Vector2(radius), _ => new Vector4(sunlit * 1.15f, strength));
        }
    }

    private static void Balloon(Canvas canvas, Vector2 centre, float size, Vector3 colour, Dice dice)
    {
        var knot = centre + new Vector2(0, size * 1.24f);
        var (sway, last) = (dice.Between(-0.05f, 0.05f), knot);
        for (var t = 0.1f; t <= 1; t += 0.1f)
        {
            var next = knot + new Vector2(sway * MathF.Sin(t * 5), t * size * 3.2f);
            canvas.Line(last, next, 0.0022f, new Vector3(0.92f), 0.65f);
            last = next;
        }
        canvas.Line(knot - new Vector2(0, size * 0.06f), knot, size * 0.09f, colour * 0.7f);
        canvas.Ellipse(centre, new Vector2(size, size * 1.2f), at =>
        {
            var towards = MathF.Sqrt(Math.Max(0, 1 - at.LengthSquared()));
            var lamp = Math.Max(0, Vector3.Dot(new Vector3(at, towards), Vector3.Normalize(new Vector3(-0.45f, -0.6f, 0.66f))));
            var shine = MathF.Pow(lamp, 38) * 0.85f + 0.16f * MathF.Pow(1 - towards, 3);
            return new Vector4(colour * (0.36f + 0.72f * lamp) + new Vector3(shine), 0.965f);
        });
    }
}
