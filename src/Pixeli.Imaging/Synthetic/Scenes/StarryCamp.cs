using System.Numerics;

namespace Pixeli.Imaging.Synthetic.Scenes;

/// <summary>The Milky Way over glowing tents.</summary>
internal static class StarryCamp
{
    public static void Paint(Canvas canvas, Dice dice, Noise noise)
    {
        var ground = dice.Between(0.76f, 0.84f);
        var (lean, through) = (dice.Between(-0.9f, 0.9f), dice.Between(0.35f, 0.65f) * canvas.Aspect);
        var tint = Light.Hue(dice.Between(0.55f, 0.85f), 0.5f);
        canvas.Shade((at, _) => at.Y < ground - noise.Fractal(at.X * 3.1f, 6) * 0.13f ? Sky(at) : Meadow(at));
        Stars(canvas, dice, ground);
        canvas.Shade((at, colour) => at.Y < ground - noise.Fractal(at.X * 3.1f, 6) * 0.13f ? colour : Meadow(at));
        for (var tent = 0; tent < 3; tent++)
            Tent(canvas, new Vector2(canvas.Aspect * (0.22f + 0.28f * tent + dice.Between(-0.06f, 0.06f)), dice.Between(0.88f, 0.94f)), dice.Between(0.07f, 0.12f), Light.Hue(dice.Between(0.02f, 0.16f), 0.75f));

        Vector3 Sky(Vector2 at)
        {
            var across = at.X - through - (at.Y - 0.4f) * lean;
            var dust = noise.Fractal(at * 5, 6);
            var band = MathF.Exp(-across * across * 16) * (0.35f + dust);
            var lane = Math.Clamp(1 - MathF.Exp(-MathF.Pow(across * 9 + (dust - 0.5f) * 2.4f, 2)) * 0.75f, 0, 1);
            var glow = MathF.Pow(at.Y / ground, 4) * 0.38f;
            return Vector3.Lerp(new Vector3(0.018f, 0.028f, 0.07f), Light.Rgb(0x4f6a86), glow) + (tint * 0.22f + new Vector3(0.24f, 0.2f, 0.19f)) * (band * lane);
        }

        Vector3 Meadow(Vector2 at) => new Vector3(0.022f, 0.03f, 0.032f) * (0.5f + noise.Fractal(at * new Vector2(40, 90), 4) * 1.3f) * (0.5f + at.Y);
    }

    private static void Stars(Canvas canvas, Dice dice, float ground)
    {
        for (var star = 0; star < 1600; star++)
        {
            var (at, magnitude) = (dice.In(canvas.Aspect, ground), MathF.Pow(dice.Next(), 9));
            var colour = Vector3.Lerp(new Vector3(1, 0.86f, 0.72f), new Vector3(0.76f, 0.86f, 1), dice.Next());
            canvas.Glow(at, 0.0022f + 0.0045f * magnitude, colour * (0.45f + magnitude * 1.6f));
        }
    }

    private static void Tent(Canvas canvas, Vector2 foot, float size, Vector3 colour)
    {
        canvas.Glow(foot - new Vector2(0, size * 0.4f), size * 4.2f, colour * 0.34f);
        canvas.Rectangle(foot - new Vector2(size * 1.3f, size), foot + new Vector2(size * 1.3f, 0), (at, behind) =>
        {
            var local = (at - foot) / size;
            var half = 1.15f * MathF.Pow(Math.Clamp(1 + local.Y, 0, 1), 0.72f);
            var coverage = Math.Clamp((half - Math.Abs(local.X)) * 60, 0, 1);
            var inner = MathF.Exp(-new Vector2(local.X * 1.4f, local.Y + 0.3f).LengthSquared() * 1.5f);
            var seam = Math.Abs(local.X - 0.18f * local.Y) < 0.013f || Math.Abs(Math.Abs(local.X) - half * 0.6f) < 0.009f ? 0.62f : 1;
            return Vector3.Lerp(behind, colour * (0.3f + 0.85f * inner) * seam + new Vector3(0.22f * inner), coverage);
        });
    }
}
