using System.Runtime.InteropServices;
using Pixeli.Vision.Vectors;

namespace Pixeli.Tagging;

/// <summary>Vectors as the database keeps them: floats, little-endian, of unit length, so that their product is their likeness.</summary>
public static class Vectors
{
    /// <summary>Brings a vector to unit length and into bytes.</summary>
    public static byte[] ToBytes(ReadOnlySpan<float> vector) => MemoryMarshal.AsBytes<float>(VectorMath.Normalised(vector)).ToArray();

    public static ReadOnlySpan<float> FromBytes(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, float>(bytes);

    /// <summary>Cosine likeness of two kept vectors, −1 to 1; 0 when they are of different lengths.</summary>
    public static float Likeness(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one.Length == other.Length ? VectorMath.Dot(FromBytes(one), FromBytes(other)) : 0;
}
