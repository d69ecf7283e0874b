using System.Numerics;

namespace Pixeli.Imaging.Synthetic.Scenes;

/// <summary>A skyline with lit windows, over a river that smears its lights.</summary>
internal static class CityAtNight
{
    public static void Paint(Canvas canvas, Dice dice, Noise noise)
    {
        var shore = dice.Between(0.68f, 0.76f);
        var (zenith, horizon) = dice.Next() < 0.5f ? (Light.Rgb(0x0b1130), Light.Rgb(0x7d4a6b)) : (Light.Rgb(0x0a1a33), Light.Rgb(0xd98557));
        var moon = new Vector2(dice.Between(0.1f, 0.9f) * canvas.Aspect, dice.Between(0.1f, 0.25f));
        var blocks = dice.Between(5, 8);
        canvas.Shade((at, _) => at.Y < shore ? City(at) : Water(at));

        Vector3 City(Vector2 at)
        {
            for (var layer = 2; layer >= 0; layer--)
                if (Tower(at, layer, shore, blocks, noise) is { } wall)
                    return Vector3.Lerp(wall, horizon, 0.34f - layer * 0.16f);
            var sky = Vector3.Lerp(zenith, horizon, MathF.Pow(at.Y / shore, 2.2f));
            sky += new Vector3(0.16f) * MathF.Pow(noise.Fractal(at * new Vector2(2.5f, 7), 5), 3);
            var near = Vector2.Distance(at, moon);
            return sky + Light.Rgb(0xfff3d6) * (Math.Clamp((0.034f - near) * 300, 0, 1) * (0.8f + 0.2f * noise.Fractal(at * 60, 3)) + 0.22f * MathF.Exp(-near * 11));
        }

        Vector3 Water(Vector2 at)
        {
            var depth = at.Y - shore;
            var wave = (noise.Fractal(new Vector2(at.X * 12, at.Y * 130), 3) - 0.5f) * 0.03f;
            var smeared = Vector3.Zero;
            for (var sample = -3; sample <= 3; sample++)
                smeared += City(new Vector2(at.X + wave, Math.Min(shore - 0.001f, shore - depth * 1.1f + sample * 0.014f + wave)));
            return smeared / 7 * (0.74f - depth) + zenith * 0.25f;
        }
    }

    private static Vector3? Tower(Vector2 at, int layer, float shore, float blocks, Noise noise)
    {
        var across = at.X * (blocks + layer * 2.3f) + layer * 0.37f;
        var plot = (int)MathF.Floor(across);
        var inside = across - plot;
        var margin = 0.04f + 0.13f * noise.Corner(plot, layer * 7 + 1);
        var tall = noise.Corner(plot, layer * 7 + 2);
        var height = (0.1f + 0.52f * tall * tall) * (1.05f - layer * 0.22f) * (0.55f + 0.75f * noise.Smooth(new Vector2(plot * 0.31f, layer * 9)));
        var top = shore - height;
        var antenna = Math.Abs(inside - 0.5f) < 0.008f && tall > 0.6f && at.Y > top - 0.06f;
        if ((inside < margin || inside > 1 - margin || at.Y < top) && !antenna)
            return null;
        var wall = Vector3.Lerp(Light.Rgb(0x10131f), Light.Rgb(0x272b3d), noise.Corner(plot, 40 + layer)) * (0.75f + 0.4f * (at.Y - top));
        return at.Y < top + 0.012f ? wall : wall + Window(inside, at.Y - top, plot, layer, noise);
    }

    private static Vector3 Window(float inside, float below, int plot, int layer, Noise noise)
    {
        var (columns, floor) = (9 + (int)(noise.Corner(plot, 60) * 5), 0.0135f);
        var (column, row) = ((int)(inside * columns), (int)(below / floor));
        var (u, v) = (inside * columns - column, below / floor - row);
        var lit = noise.Corner(column + plot * 57, row + layer * 311);
        if (u is < 0.2f or > 0.8f || v is < 0.25f or > 0.8f || lit < 0.58f)
            return Vector3.Zero;
        var warmth = noise.Corner(plot * 31 + column, row * 17 + 5);
        var lamp = warmth < 0.75f ? Light.Rgb(0xffc56b) : warmth < 0.93f ? Light.Rgb(0xfff1d0) : Light.Rgb(0x9fc8ff);
        return lamp * (0.35f + 0.75f * (lit - 0.58f) / 0.42f);
    }
}
