using System.Numerics;

namespace Pixeli.Imaging.Synthetic.Scenes;

/// <summary>A concert: beams through haze, a bright stage, the crowd in front of it.</summary>
internal static class Stage
{
    private readonly record struct Beam(Vector2 From, Vector2 Direction, float Spread, Vector3 Light);

    public static void Paint(Canvas canvas, Dice dice, Noise noise)
    {
        var hue = dice.Next();
        Beam[] beams = [.. Enumerable.Range(0, 9).Select(i => OneBeam(canvas, dice, hue, i))];
        var (dark, glow) = (Light.Hue(hue + 0.1f, 0.8f, 0.09f), Light.Hue(hue, 0.6f));
        var centre = new Vector2(canvas.Aspect / 2, 0.66f);
        canvas.Shade((at, _) =>
        {
            var haze = 0.45f + 0.75f * noise.Fractal(at * new Vector2(3, 5), 5);
            var colour = dark + glow * (0.55f * MathF.Exp(-Vector2.DistanceSquared(at, centre) * 7) * haze);
            foreach (var beam in beams)
                colour += beam.Light * (Brightness(beam, at) * haze);
            return colour;
        });
        Rig(canvas, beams);
        Band(canvas, dice, glow);
        Crowd(canvas, dice, dark * 0.35f, glow);
    }

    private static Beam OneBeam(Canvas canvas, Dice dice, float hue, int i)
    {
        var from = new Vector2((i + 0.5f) / 9 * canvas.Aspect, 0.07f);
        var aim = new Vector2(dice.Between(-0.1f, 1.1f) * canvas.Aspect, dice.Between(0.75f, 1.1f));
        return new Beam(from, Vector2.Normalize(aim - from), dice.Between(0.035f, 0.09f), Light.Hue(hue + dice.Pick<float>([0, 0.06f, 0.45f]), 0.7f));
    }

    private static float Brightness(Beam beam, Vector2 at)
    {
        var off = at - beam.From;
        var along = Vector2.Dot(off, beam.Direction);
        if (along <= 0)
            return 0;
        var aside = Math.Abs(off.X * beam.Direction.Y - off.Y * beam.Direction.X) / (0.006f + along * beam.Spread);
        return 0.62f * MathF.Exp(-aside * aside * 2.2f) * MathF.Exp(-along * 1.5f);
    }

    private static void Rig(Canvas canvas, Beam[] beams)
    {
        canvas.Line(new Vector2(0, 0.05f), new Vector2(canvas.Aspect, 0.05f), 0.012f, new Vector3(0.03f));
        foreach (var beam in beams)
        {
            canvas.Glow(beam.From, 0.13f, beam.Light * 0.9f);
            canvas.Ellipse(beam.From, new Vector2(0.012f), _ => new Vector4(1, 1, 1, 1));
        }
    }

    private static void Band(Canvas canvas, Dice dice, Vector3 glow)
    {
        var floor = 0.76f;
        for (var player = 0; player < 4; player++)
        {
            var foot = new Vector2(canvas.Aspect * (0.26f + 0.16f * player + dice.Between(-0.03f, 0.03f)), floor);
            canvas.Glow(foot - new Vector2(0, 0.1f), 0.2f, glow * 0.8f);
            Person(canvas, foot, 0.17f, new Vector3(0.02f), dice);
        }
    }

    private static void Person(Canvas canvas, Vector2 foot, float height, Vector3 ink, Dice dice)
    {
        var (hip, neck) = (foot - new Vector2(0, height * 0.48f), foot - new Vector2(0, height * 0.84f));
        canvas.Line(foot - new Vector2(height * 0.1f, 0), hip, height * 0.1f, ink);
        canvas.Line(foot + new Vector2(height * 0.1f, 0), hip, height * 0.1f, ink);
        canvas.Line(hip, neck, height * 0.19f, ink);
        canvas.Line(neck, neck + new Vector2(dice.Between(0.1f, 0.3f), dice.Between(-0.2f, 0.25f)) * height, height * 0.07f, ink);
        canvas.Line(neck, neck + new Vector2(-0.22f, 0.28f) * height, height * 0.07f, ink);
        canvas.Ellipse(neck - new Vector2(0, height * 0.1f), new Vector2(height * 0.065f, height * 0.085f), _ => new Vector4(ink, 1));
    }

    private static void Crowd(Canvas canvas, Dice dice, Vector3 ink, Vector3 rim)
    {
        for (var row = 0; row < 5; row++)
        {
            var size = 0.02f + row * 0.011f;
            for (var x = -0.05f; x < canvas.Aspect + 0.05f; x += size * dice.Between(1.9f, 3.1f))
                Fan(canvas, dice, new Vector2(x, 0.79f + row * 0.05f + dice.Between(-0.012f, 0.012f)), size, ink, rim * (0.3f - row * 0.055f));
        }
    }

    private static void Fan(Canvas canvas, Dice dice, Vector2 head, float size, Vector3 ink, Vector3 rim)
    {
        canvas.Ellipse(head, new Vector2(size * 0.8f, size), at => new Vector4(ink + rim * Math.Max(0, -at.Y) * at.LengthSquared(), 1));
        canvas.Ellipse(head + new Vector2(0, size * 3.4f), new Vector2(size * 1.75f, size * 2.6f), at => new Vector4(ink + rim * Math.Max(0, -at.Y - 0.7f), 1));
        if (dice.Next() > 0.3f)
            return;
        var hand = head + new Vector2(size * dice.Between(0.6f, 1.9f), -size * dice.Between(1.6f, 3f));
        canvas.Line(head + new Vector2(size * 1.3f, size * 1.6f), hand, size * 0.55f, ink);
        canvas.Ellipse(hand, new Vector2(size * 0.36f), _ => new Vector4(ink, 1));
    }
}
