using System.Numerics;

namespace Pixeli.Imaging.Synthetic;

/// <summary>The colours of an hour of the day.</summary>
internal sealed record Light(Vector3 Zenith, Vector3 Horizon, Vector3 Sun, Vector3 Shadow, float SunHeight)
{
    private static readonly Light[] Days =
    [
        new(Rgb(0x2f6fb5), Rgb(0xcfe3f0), Rgb(0xfff6dd), Rgb(0x24384a), 0.14f), // noon
        new(Rgb(0x35507f), Rgb(0xf7b27a), Rgb(0xffe0a8), Rgb(0x2b2a3f), 0.40f), // golden evening
        new(Rgb(0x2a2f5e), Rgb(0xf08a7b), Rgb(0xffc98f), Rgb(0x1d1a33), 0.46f), // dusk
        new(Rgb(0x7c93b8), Rgb(0xf6d9d0), Rgb(0xfff0e0), Rgb(0x3f4a63), 0.36f), // rosy morning
        new(Rgb(0x4d8fbf), Rgb(0xf3ead2), Rgb(0xfffbe8), Rgb(0x2a4236), 0.22f), // summer
        new(Rgb(0x5b7a8c), Rgb(0xd6dde0), Rgb(0xf4f6f4), Rgb(0x2c3a42), 0.25f), // northern
    ];

    public static Light Of(Dice dice) => dice.Pick<Light>(Days);

    public static Vector3 Rgb(int hex) => new Vector3(hex >> 16 & 0xFF, hex >> 8 & 0xFF, hex & 0xFF) / 255;

    /// <summary>A full, strong colour by its hue from 0 to 1.</summary>
    public static Vector3 Hue(float hue, float saturation = 0.75f, float value = 1)
    {
        var wheel = new Vector3(Wave(hue), Wave(hue - 1 / 3f), Wave(hue + 1 / 3f));
        return Vector3.Lerp(Vector3.One, wheel, saturation) * value;

        static float Wave(float turn) => Math.Clamp(0.5f + MathF.Cos(turn * MathF.Tau), 0, 1);
    }

    /// <summary>The sky at a height from 0 (zenith) to 1 (horizon), with the sun's glow and clouds.</summary>
    public Vector3 Sky(Vector2 at, float horizon, Vector2 sun, Noise clouds, float cover)
    {
        var height = Math.Clamp(at.Y / horizon, 0, 1);
        var sky = Vector3.Lerp(Zenith, Horizon, MathF.Pow(height, 1.3f));
        var distance = Vector2.Distance(at, sun);
        sky += Sun * (0.55f * MathF.Exp(-distance * 5) + 1.2f * Math.Clamp((0.032f - distance) * 180, 0, 1));

        var stretched = new Vector2(at.X * 2.2f, at.Y * 5.5f / (0.45f + height * 0.55f));
        var density = Math.Clamp((clouds.Fractal(stretched, 6) - 1 + cover) * 3.2f, 0, 1) * (1 - 0.55f * height);
        var lit = clouds.Fractal(stretched + new Vector2(0.25f, 0.35f), 4);
        return Vector3.Lerp(sky, Vector3.Lerp(Horizon * 0.8f, Vector3.Lerp(Sun, Vector3.One, 0.35f), lit), density * 0.9f);
    }
}
