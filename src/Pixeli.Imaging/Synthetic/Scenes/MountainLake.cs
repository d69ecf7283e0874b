using System.Numerics;

namespace Pixeli.Imaging.Synthetic.Scenes;

/// <summary>Ridges behind ridges in the haze, mirrored in a lake.</summary>
internal static class MountainLake
{
    private const int Ridges = 5;

    public static void Paint(Canvas canvas, Dice dice, Noise noise)
    {
        var light = Light.Of(dice);
        var shore = dice.Between(0.62f, 0.72f);
        var sun = new Vector2(dice.Between(0.2f, 0.8f) * canvas.Aspect, light.SunHeight);
        var steepness = dice.Between(0.7f, 1.3f);
        canvas.Shade((at, _) =>
        {
            if (at.Y < shore)
                return Land(at, light, shore, sun, noise, steepness);
            var depth = (at.Y - shore) / (1 - shore);
            var ripple = (noise.Fractal(new Vector2(at.X * 9, at.Y * 90 / (0.4f + depth)), 3) - 0.5f) * 0.05f * (0.3f + depth);
            var mirrored = Land(new Vector2(at.X + ripple, shore - (at.Y - shore) * 0.92f + ripple * 0.6f), light, shore, sun, noise, steepness);
            return Vector3.Lerp(mirrored * 0.86f, light.Shadow, 0.12f + 0.32f * depth) + new Vector3(ripple * 0.8f);
        });
        Pines(canvas, dice, light);
    }

    private static Vector3 Land(Vector2 at, Light light, float shore, Vector2 sun, Noise noise, float steepness)
    {
        for (var ridge = Ridges - 1; ridge >= 0; ridge--)
        {
            var near = ridge / (Ridges - 1f);
            var shape = Ridged(noise, at.X * (1.1f + ridge * 0.4f) + ridge * 31);
            var crest = shore - (1 - near) * 0.26f - (shape - 0.5f) * (0.62f - near * 0.45f) * steepness;
            if (at.Y >= crest)
                return Slope(at, crest, near, ridge, light, noise);
        }
        return light.Sky(at, shore, sun, noise, 0.52f);
    }

    private static float Ridged(Noise noise, float x)
    {
        var (sum, weight) = (0f, 0.5f);
        for (var octave = 0; octave < 7; octave++, weight *= 0.47f, x = x * 2.1f + 7.3f)
            sum += weight * (octave < 4 ? 1 - MathF.Abs(2 * noise.Fractal(x, 1) - 1) : noise.Fractal(x, 1));
        return sum * 0.9f;
    }

    private static Vector3 Slope(Vector2 at, float crest, float near, int ridge, Light light, Noise noise)
    {
        var rock = noise.Fractal(new Vector2(at.X * 9 + at.Y * 5 + ridge * 7, at.Y * 11 - at.X * 4), 6);
        var below = at.Y - crest;
        var snow = ridge < 2 ? Math.Clamp((0.055f - below + (rock - 0.5f) * 0.3f) * 9, 0, 1) : 0;
        var ground = Vector3.Lerp(light.Shadow, light.Shadow * 1.7f + new Vector3(0.03f, 0.07f, 0.02f), rock);
        ground = Vector3.Lerp(ground, light.Sun * (0.7f + 0.3f * rock), snow * 0.85f) * (0.8f + 0.4f * rock);
        return Vector3.Lerp(light.Horizon, ground, 0.22f + 0.72f * near - Math.Clamp(below * 0.5f, 0, 0.15f));
    }

    private static void Pines(Canvas canvas, Dice dice, Light light)
    {
        var ink = light.Shadow * 0.42f;
        var side = dice.Next() < 0.5f ? 0 : canvas.Aspect;
        for (var tree = 0; tree < 9; tree++)
        {
            var foot = new Vector2(side + dice.Bell() * 0.14f, 1.02f);
            var height = dice.Between(0.25f, 0.62f);
            canvas.Line(foot, foot - new Vector2(0, height), 0.007f, ink);
            for (var branch = 0f; branch < 1; branch += 0.035f)
            {
                var at = foot - new Vector2(0, height * (1 - branch * 0.9f));
                var reach = new Vector2((0.012f + branch * 0.1f) * dice.Between(0.6f, 1.1f) * (height + 0.3f), 0.035f * branch + 0.012f);
                canvas.Line(at, at + reach, 0.011f, ink);
                canvas.Line(at, at + reach * new Vector2(-1, 1), 0.011f, ink);
            }
        }
    }
}
