using System.Numerics;

namespace Pixeli.Imaging.Synthetic.Scenes;

/// <summary>Rolling fields under a wide sky, with a lonely tree.</summary>
internal static class Fields
{
    public static void Paint(Canvas canvas, Dice dice, Noise noise)
    {
        var light = Light.Of(dice);
        var (horizon, vanishing) = (dice.Between(0.5f, 0.6f), dice.Between(0.2f, 0.8f) * canvas.Aspect);
        var sun = new Vector2(dice.Between(0.1f, 0.9f) * canvas.Aspect, light.SunHeight * 0.8f);
        var crop = dice.Pick<Vector3>([Light.Rgb(0xd8b24a), Light.Rgb(0x7fa03c), Light.Rgb(0x8a6fb8), Light.Rgb(0xc7b36b), Light.Rgb(0xb9474f)]);
        canvas.Shade((at, _) =>
        {
            for (var hill = 3; hill >= 0; hill--)
            {
                var crest = horizon + hill * 0.055f - (noise.Fractal(at.X * (1.1f + hill * 0.35f) + hill * 13, 4) - 0.4f) * (0.22f - hill * 0.04f);
                if (at.Y >= crest)
                    return Hill(at, crest, hill);
            }
            return light.Sky(at, horizon, sun, noise, 0.55f);
        });
        Tree(canvas, dice, new Vector2(dice.Between(0.2f, 0.8f) * canvas.Aspect, horizon + 0.16f), light);

        Vector3 Hill(Vector2 at, float crest, int hill)
        {
            var soil = noise.Fractal(new Vector2(at.X * 30, at.Y * 70), 5);
            var colour = hill == 3 ? crop : Vector3.Lerp(crop, Light.Rgb(0x4f7038), 0.35f + 0.5f * noise.Corner(hill, 3));
            if (hill == 3)
                colour *= 0.8f + 0.3f * MathF.Pow(Math.Abs(MathF.Sin((at.X - vanishing) / (at.Y - crest + 0.09f) * 9)), 0.6f);
            colour *= 0.66f + 0.5f * soil + Math.Clamp(0.22f - (at.Y - crest) * 1.4f, -0.12f, 0.22f);
            return Vector3.Lerp(light.Horizon, Vector3.Lerp(colour, colour * light.Sun, 0.6f), 0.5f + hill * 0.165f);
        }
    }

    private static void Tree(Canvas canvas, Dice dice, Vector2 foot, Light light)
    {
        var size = dice.Between(0.14f, 0.24f);
        var bark = light.Shadow * 0.5f;
        canvas.Ellipse(foot + new Vector2(0.02f, 0.004f), new Vector2(size * 0.9f, size * 0.1f), at => new Vector4(0, 0.02f, 0, 0.5f * (1 - at.LengthSquared())));
        canvas.Line(foot, foot - new Vector2(0, size), size * 0.09f, bark);
        var crown = foot - new Vector2(0, size * 1.15f);
        for (var leaf = 0; leaf < 750; leaf++)
        {
            var offset = new Vector2(dice.Bell() * 0.36f, dice.Bell() * 0.28f) * size;
            var lit = Math.Clamp(0.5f - offset.Y / size * 0.9f - offset.X / size * 0.3f, 0.05f, 1);
            var green = Vector3.Lerp(light.Shadow * 0.7f, Light.Rgb(0x7d9440) * light.Sun, lit * dice.Between(0.55f, 1));
            canvas.Ellipse(crown + offset, new Vector2(size * dice.Between(0.02f, 0.06f), size * dice.Between(0.015f, 0.04f)), _ => new Vector4(green, 0.9f));
        }
    }
}
