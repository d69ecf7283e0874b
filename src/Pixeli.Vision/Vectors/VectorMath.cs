using System.Numerics;
using System.Runtime.InteropServices;

namespace Pixeli.Vision.Vectors;

/// <summary>What is done with vectors that models make.</summary>
public static class VectorMath
{
    /// <summary>The cosine of the angle between two vectors of length one.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"Vectors of {a.Length} and {b.Length} values cannot be compared.");
        var left = MemoryMarshal.Cast<float, Vector<float>>(a);
        var right = MemoryMarshal.Cast<float, Vector<float>>(b);
        var sums = Vector<float>.Zero;
        for (var index = 0; index < left.Length; index++)
            sums += left[index] * right[index];
        var sum = Vector.Sum(sums);
        for (var index = left.Length * Vector<float>.Count; index < a.Length; index++)
            sum += a[index] * b[index];
        return sum;
    }

    /// <summary>The vector scaled to length one; one without length, or with a value that is no number, stays as it is.</summary>
    public static float[] Normalised(ReadOnlySpan<float> vector)
    {
        var length = MathF.Sqrt(Dot(vector, vector));
        var scaled = vector.ToArray();
        if (length > 0 && float.IsFinite(length))
            for (var index = 0; index < scaled.Length; index++)
                scaled[index] /= length;
        return scaled;
    }
}
