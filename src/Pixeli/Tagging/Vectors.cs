using System.Numerics;
using System.Runtime.InteropServices;

namespace Pixeli.Tagging;

/// <summary>Vectors as the database keeps them: floats, little-endian, of unit length, so that their product is their likeness.</summary>
public static class Vectors
{
    /// <summary>Brings a vector to unit length and into bytes.</summary>
    public static byte[] ToBytes(ReadOnlySpan<float> vector)
    {
        var length = MathF.Sqrt(Dot(vector, vector));
        var unit = new float[vector.Length];
        for (var index = 0; index < unit.Length; index++)
            unit[index] = length > 0 ? vector[index] / length : 0;
        return MemoryMarshal.AsBytes<float>(unit).ToArray();
    }

    public static ReadOnlySpan<float> FromBytes(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, float>(bytes);

    /// <summary>Cosine likeness of two kept vectors, −1 to 1; 0 when they are of different lengths.</summary>
    public static float Likeness(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one.Length == other.Length ? Dot(FromBytes(one), FromBytes(other)) : 0;

    private static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var wide = MemoryMarshal.Cast<float, Vector<float>>(one);
        var others = MemoryMarshal.Cast<float, Vector<float>>(other);
        var sums = Vector<float>.Zero;
        for (var index = 0; index < wide.Length; index++)
            sums += wide[index] * others[index];
        var sum = Vector.Sum(sums);
        for (var index = wide.Length * Vector<float>.Count; index < one.Length; index++)
            sum += one[index] * other[index];
        return sum;
    }
}
