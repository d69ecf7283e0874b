using System.Numerics;

namespace Pixeli.Imaging.Synthetic;

/// <summary>Random numbers that are the same on every machine and in every version of .NET (SplitMix64).</summary>
internal sealed class Dice(int seed)
{
    private ulong _state = unchecked((ulong)seed * 0x9E3779B97F4A7C15 + 0x1234567);

    public float Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 40) / (float)(1 << 24);
    }

    public float Between(float least, float most) => least + (most - least) * Next();

    public int Whole(int below) => (int)(Next() * below);

    /// <summary>Bell-shaped around zero, standard deviation about one.</summary>
    public float Bell() => (Next() + Next() + Next() + Next() - 2) * 1.73f;

    public Vector2 In(float width, float height) => new(Next() * width, Next() * height);

    public T Pick<T>(ReadOnlySpan<T> choices) => choices[Whole(choices.Length)];
}
