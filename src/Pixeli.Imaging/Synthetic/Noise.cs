using System.Numerics;

namespace Pixeli.Imaging.Synthetic;

/// <summary>Smooth value noise and its sum over octaves, between 0 and 1: clouds, ridges, waves, sand.</summary>
internal sealed class Noise(int seed)
{
    private readonly uint _seed = unchecked((uint)seed * 2654435761u);

    public float Fractal(Vector2 at, int octaves)
    {
        var (sum, weight, total) = (0f, 0.5f, 0f);
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += Smooth(at) * weight;
            total += weight;
            weight *= 0.5f;
            at = at * 2.03f + new Vector2(17.3f, 9.1f);
        }
        return sum / total;
    }

    public float Fractal(float x, int octaves) => Fractal(new Vector2(x, 0.5f), octaves);

    public float Smooth(Vector2 at)
    {
        var (x, y) = ((int)MathF.Floor(at.X), (int)MathF.Floor(at.Y));
        var (u, v) = (Ease(at.X - x), Ease(at.Y - y));
        var top = float.Lerp(Corner(x, y), Corner(x + 1, y), u);
        var bottom = float.Lerp(Corner(x, y + 1), Corner(x + 1, y + 1), u);
        return float.Lerp(top, bottom, v);
    }

    public float Corner(int x, int y)
    {
        unchecked
        {
            var hash = _seed ^ (uint)x * 0x85EBCA6B ^ (uint)y * 0xC2B2AE35;
            hash = (hash ^ (hash >> 15)) * 0x2C1B3C6D;
            hash = (hash ^ (hash >> 12)) * 0x297A2D39;
            return (hash ^ (hash >> 15)) / (float)uint.MaxValue;
        }
    }

    private static float Ease(float t) => t * t * (3 - 2 * t);
}
