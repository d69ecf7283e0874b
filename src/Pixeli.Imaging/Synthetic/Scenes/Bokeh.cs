using System.Numerics;

namespace Pixeli.Imaging.Synthetic.Scenes;

/// <summary>A night out of focus: discs of light behind a sharp string of lamps.</summary>
internal static class Bokeh
{
    public static void Paint(Canvas canvas, Dice dice, Noise noise)
    {
        var hue = dice.Next();
        var (low, high) = (Light.Hue(hue, 0.55f, 0.05f), Light.Hue(hue + 0.12f, 0.5f, 0.3f));
        canvas.Shade((at, _) => Vector3.Lerp(low, high, MathF.Pow(noise.Fractal(at * 1.7f, 3), 2.2f)));
        for (var disc = 0; disc < 110; disc++)
        {
            var radius = dice.Between(0.012f, 0.03f) + 0.06f * MathF.Pow(dice.Next(), 2);
            var warm = dice.Next() < 0.62f ? dice.Between(0.03f, 0.13f) : hue + dice.Between(-0.1f, 0.25f);
            Disc(canvas, new Vector2(dice.Next() * canvas.Aspect, 0.5f + dice.Bell() * 0.22f), radius, Light.Hue(warm, dice.Between(0.35f, 0.8f)), dice.Between(0.12f, 0.6f));
        }
        for (var strand = 0; strand < 2; strand++)
            Lamps(canvas, dice);
    }

    private static void Disc(Canvas canvas, Vector2 centre, float radius, Vector3 colour, float strength) =>
        canvas.Ellipse(centre, new Vector2(radius), at =>
        {
            var rim = MathF.Pow(at.Length(), 7);
            return new Vector4(colour * (0.82f + 0.3f * rim), strength * (0.68f + 0.32f * rim));
        });

    private static void Lamps(Canvas canvas, Dice dice)
    {
        var (left, right, sag) = (dice.Between(0.08f, 0.4f), dice.Between(0.08f, 0.4f), dice.Between(0.12f, 0.3f));
        var lamp = Light.Rgb(0xffd58a);
        var last = At(0);
        for (var step = 1; step <= 60; step++)
        {
            var next = At(step / 60f);
            canvas.Line(last, next, 0.004f, new Vector3(0.02f));
            last = next;
        }
        for (var bulb = 0.03f; bulb < 1; bulb += 0.105f)
        {
            var at = At(bulb) + new Vector2(0, 0.026f);
            canvas.Line(At(bulb), at, 0.009f, new Vector3(0.03f));
            canvas.Glow(at, 0.15f, lamp * 0.75f);
            canvas.Ellipse(at + new Vector2(0, 0.012f), new Vector2(0.0135f, 0.018f), p => new Vector4(Vector3.Lerp(new Vector3(1, 0.97f, 0.86f), lamp, p.LengthSquared()), 1));
        }

        Vector2 At(float t) => new(t * canvas.Aspect, float.Lerp(left, right, t) + sag * 4 * t * (1 - t));
    }
}
