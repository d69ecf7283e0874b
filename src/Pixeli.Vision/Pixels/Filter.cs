namespace Pixeli.Vision.Pixels;

/// <summary>A kernel to resample with, widened where a picture shrinks so that every pixel counts.</summary>
internal sealed record Filter(float Support, Func<float, float> Weight)
{
    /// <summary>Linear interpolation.</summary>
    public static Filter Linear { get; } = new(1, distance => MathF.Max(0, 1 - distance));

    /// <summary>Keys' cubic with a = −0.5, which the pictures that CLIP learned from were resized with.</summary>
    public static Filter Cubic { get; } = new(2, distance => distance switch
    {
        < 1 => (1.5f * distance - 2.5f) * distance * distance + 1,
        < 2 => ((-0.5f * distance + 2.5f) * distance - 4) * distance + 2,
        _ => 0,
    });

    /// <summary>For each target pixel, the first source pixel it takes from and the weights of it and its followers.</summary>
    public (int First, float[] Weights)[] Taps(float start, float length, int from, int to)
    {
        var scale = length / to;
        var stretch = MathF.Max(1, scale);
        var taps = new (int, float[])[to];
        for (var target = 0; target < to; target++)
        {
            var centre = start + (target + 0.5f) * scale;
            var first = Math.Clamp((int)MathF.Floor(centre - Support * stretch + 0.5f), 0, from - 1);
            var last = Math.Clamp((int)MathF.Ceiling(centre + Support * stretch - 0.5f), first, from - 1);
            var weights = new float[last - first + 1];
            for (var tap = 0; tap < weights.Length; tap++)
                weights[tap] = Weight(MathF.Abs(first + tap + 0.5f - centre) / stretch);
            var sum = weights.Sum();
            for (var tap = 0; tap < weights.Length; tap++)
                weights[tap] = sum != 0 ? weights[tap] / sum : 1f / weights.Length;
            taps[target] = (first, weights);
        }
        return taps;
    }
}
