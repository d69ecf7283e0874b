using System.Numerics;

namespace Pixeli.Imaging.Synthetic.Scenes;

/// <summary>Sky, sea and sand, with a parasol or two.</summary>
internal static class Beach
{
    public static void Paint(Canvas canvas, Dice dice, Noise noise)
    {
        var light = Light.Of(dice);
        var (horizon, surf, tilt) = (dice.Between(0.4f, 0.5f), dice.Between(0.66f, 0.74f), dice.Between(-0.09f, 0.09f));
        var sun = new Vector2(dice.Between(0.15f, 0.85f) * canvas.Aspect, horizon * light.SunHeight * 2);
        var (deep, shallow) = (Vector3.Lerp(Light.Rgb(0x1b5b80), light.Zenith, 0.4f), Vector3.Lerp(Light.Rgb(0x67c1bd), light.Horizon, 0.25f));
        var sand = Vector3.Lerp(Light.Rgb(0xe4cfa4), light.Horizon, 0.25f);
        canvas.Shade((at, _) =>
        {
            if (at.Y < horizon)
                return light.Sky(at, horizon, sun, noise, 0.5f);
            var edge = surf + tilt * (at.X - canvas.Aspect / 2) + (noise.Fractal(at.X * 2.2f, 4) - 0.5f) * 0.1f;
            return at.Y < edge ? Sea(at, edge) : Sand(at, edge);
        });
        for (var parasol = 0; parasol < 3; parasol++)
            Parasol(canvas, new Vector2(dice.Between(0.05f, 0.95f) * canvas.Aspect, dice.Between(0.8f, 0.93f)), dice.Between(0.08f, 0.13f), Light.Hue(dice.Next(), 0.7f, 0.95f));

        Vector3 Sea(Vector2 at, float edge)
        {
            var depth = (at.Y - horizon) / (edge - horizon);
            var wave = noise.Fractal(new Vector2(at.X * 7, (at.Y - horizon) * 120 / (0.15f + depth)), 5);
            var water = Vector3.Lerp(deep, shallow, depth * depth) * (0.78f + 0.42f * wave);
            var glitter = MathF.Exp(-MathF.Pow((at.X - sun.X) * 5 / (0.25f + depth), 2)) * MathF.Pow(wave, 5) * 7;
            var crest = Math.Clamp((wave - 0.66f + 0.12f * depth * depth) * 9, 0, 1) * depth;
            var foam = Math.Clamp(1 - (edge - at.Y) * 42 + (wave - 0.5f) * 2.4f, 0, 1);
            return Vector3.Lerp(water + light.Sun * glitter * 0.35f, new Vector3(0.97f), Math.Max(foam * 0.92f, crest * 0.55f));
        }

        Vector3 Sand(Vector2 at, float edge)
        {
            var wet = MathF.Exp(-(at.Y - edge) * 16);
            var grain = noise.Fractal(at * new Vector2(26, 60), 5) * 0.65f + noise.Smooth(at * 420) * 0.35f;
            return Vector3.Lerp(sand, sand * 0.62f + deep * 0.1f, wet) * (0.82f + 0.3f * grain);
        }
    }

    private static void Parasol(Canvas canvas, Vector2 foot, float size, Vector3 colour)
    {
        var top = foot - new Vector2(size * 0.15f, size * 1.7f);
        canvas.Ellipse(foot + new Vector2(size * 0.8f, size * 0.05f), new Vector2(size * 1.3f, size * 0.2f), at => new Vector4(0.2f, 0.15f, 0.12f, 0.5f * (1 - at.LengthSquared())));
        canvas.Line(foot, top, size * 0.05f, new Vector3(0.93f));
        canvas.Ellipse(top + new Vector2(0, size * 0.34f), new Vector2(size, size * 0.72f), at =>
        {
            if (at.Y > 0.12f * MathF.Cos(at.X * 14))
                return default;
            var stripe = (int)MathF.Floor(MathF.Atan2(at.X, -at.Y - 0.02f) * 3.2f + 20) % 2 == 0;
            return new Vector4((stripe ? colour : new Vector3(0.96f)) * (0.98f - 0.3f * at.X - 0.12f * at.Y), 1);
        });
    }
}
