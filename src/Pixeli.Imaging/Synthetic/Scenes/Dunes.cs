using System.Numerics;

namespace Pixeli.Imaging.Synthetic.Scenes;

/// <summary>Sand dunes, bright on one side of their crests and dark on the other.</summary>
internal static class Dunes
{
    private const int Crests = 6;

    public static void Paint(Canvas canvas, Dice dice, Noise noise)
    {
        var light = Light.Of(dice);
        var horizon = dice.Between(0.34f, 0.46f);
        var sun = new Vector2(dice.Between(0.05f, 0.95f) * canvas.Aspect, horizon * light.SunHeight * 1.9f);
        var (bright, dark) = dice.Pick<(Vector3, Vector3)>(
        [
            (Light.Rgb(0xf0b27a), Light.Rgb(0x7a3f2a)), (Light.Rgb(0xf2d9a6), Light.Rgb(0x84633f)), (Light.Rgb(0xeedccd), Light.Rgb(0x6d6472)),
        ]);
        canvas.Shade((at, _) =>
        {
            for (var crest = Crests - 1; crest >= 0; crest--)
            {
                var near = crest / (Crests - 1f);
                var line = Line(at.X, crest);
                if (at.Y >= line)
                    return Sand(at, line, near, crest);
            }
            return light.Sky(at, horizon, sun, noise, 0.36f);
        });

        float Line(float x, int crest)
        {
            var near = crest / (Crests - 1f);
            var bend = Math.Abs(noise.Fractal(x * (1.7f - near * 0.8f) + crest * 23, 2) - 0.5f) * 2;
            return horizon + MathF.Pow(near, 1.5f) * 0.5f - (0.1f + 0.2f * near) * (1 - bend) + 0.08f;
        }

        Vector3 Sand(Vector2 at, float line, float near, int crest)
        {
            var down = (at.Y - line) / (0.12f + 0.3f * near);
            var drift = noise.Fractal(new Vector2(at.X * 2.2f + down * 0.8f, crest * 5.5f + down * 1.1f), 3);
            var shaded = Math.Clamp((drift - 0.5f) * 14 + (Line(at.X + 0.01f, crest) - line) * 60, 0, 1);
            var ripple = MathF.Sin(at.Y * (520 - near * 330) + noise.Fractal(at * (9 - near * 4), 3) * 46) * (0.012f + 0.035f * near);
            var colour = Vector3.Lerp(bright, dark, shaded * 0.78f + Math.Clamp(down * 0.16f, 0, 0.2f)) * (0.95f + ripple + 0.12f * (noise.Smooth(at * 300) - 0.5f));
            return Vector3.Lerp(light.Horizon, Vector3.Lerp(colour, colour * light.Sun, 0.7f), 0.55f + 0.45f * near);
        }
    }
}
