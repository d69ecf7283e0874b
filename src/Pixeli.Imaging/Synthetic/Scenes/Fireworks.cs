using System.Numerics;

namespace Pixeli.Imaging.Synthetic.Scenes;

/// <summary>Fireworks over a dark hill and their reflection on the water.</summary>
internal static class Fireworks
{
    public static void Paint(Canvas canvas, Dice dice, Noise noise)
    {
        var shore = dice.Between(0.76f, 0.84f);
        (Vector2 Centre, float Size, Vector3 Light)[] bursts =
            [.. Enumerable.Range(0, 4 + dice.Whole(3)).Select(_ => (
                new Vector2(dice.Between(0.12f, 0.88f) * canvas.Aspect, dice.Between(0.14f, 0.5f)),
                dice.Between(0.12f, 0.27f),
                Light.Hue(dice.Next(), dice.Between(0.45f, 0.85f))))];
        canvas.Shade((at, _) => at.Y < shore ? Sky(at) : Water(at));
        foreach (var (centre, size, light) in bursts)
            Burst(canvas, dice, centre, size, light);

        Vector3 Sky(Vector2 at)
        {
            var hill = shore - 0.03f - noise.Fractal(at.X * 2.6f, 6) * 0.11f;
            if (at.Y > hill)
                return new Vector3(0.012f, 0.014f, 0.024f) + LampsOnTheHill(at);
            var colour = Vector3.Lerp(new Vector3(0.015f, 0.02f, 0.06f), new Vector3(0.1f, 0.07f, 0.14f), at.Y / shore);
            var smoke = noise.Fractal(at * new Vector2(4, 5), 5);
            foreach (var (centre, size, light) in bursts)
                colour += light * (0.26f * smoke * MathF.Exp(-Vector2.DistanceSquared(at, centre + new Vector2(0.03f, 0.02f)) / (size * size) * 1.3f));
            return colour;
        }

        Vector3 LampsOnTheHill(Vector2 at)
        {
            var (cell, x, y) = (0.012f, (int)(at.X / 0.012f), (int)(at.Y / 0.012f));
            var off = new Vector2(at.X / cell - x - 0.5f, at.Y / cell - y - 0.5f);
            return noise.Corner(x, y) > 0.86f ? Light.Rgb(0xffc26a) * Math.Clamp(1 - off.Length() * 3.4f, 0, 1) : Vector3.Zero;
        }

        Vector3 Water(Vector2 at)
        {
            var wave = noise.Fractal(new Vector2(at.X * 8, at.Y * 120), 4);
            var colour = new Vector3(0.02f, 0.025f, 0.05f);
            foreach (var (centre, size, light) in bursts)
            {
                var aside = (at.X - centre.X + (wave - 0.5f) * 0.12f) / size;
                colour += light * (0.5f * MathF.Exp(-aside * aside * 3) * MathF.Pow(wave, 2.2f) * (1.1f - (at.Y - shore) * 3));
            }
            return colour;
        }
    }

    private static void Burst(Canvas canvas, Dice dice, Vector2 centre, float size, Vector3 light)
    {
        canvas.Glow(centre, size * 1.5f, light * 0.4f);
        for (var spark = 0; spark < 130; spark++)
        {
            var (angle, reach) = (dice.Next() * MathF.Tau, size * MathF.Sqrt(dice.Between(0.25f, 1)));
            var direction = new Vector2(MathF.Cos(angle), MathF.Sin(angle));
            var last = centre + direction * (reach * 0.18f);
            for (var t = 0.25f; t <= 1.001f; t += 0.125f)
            {
                var next = centre + direction * (reach * t) + new Vector2(0, 0.25f * size * t * t);
                canvas.Line(last, next, 0.0026f, Vector3.Lerp(Vector3.One, light, Math.Min(1, t * 1.3f)), 0.2f + 0.75f * t * t);
                last = next;
            }
            canvas.Glow(last, 0.014f, Vector3.Lerp(light, Vector3.One, 0.5f));
        }
    }
}
