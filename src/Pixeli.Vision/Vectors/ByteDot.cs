using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pixeli.Vision.Vectors;

/// <summary>Multiplies bytes with 16-bit numbers and adds up, by the widest instructions there are.</summary>
internal static class ByteDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(ReadOnlySpan<sbyte> bytes, ReadOnlySpan<short> numbers) =>
        Avx512BW.IsSupported ? Wide(bytes, numbers) : Avx2.IsSupported ? Middle(bytes, numbers) : Anywhere(bytes, numbers);

    internal static int Wide(ReadOnlySpan<sbyte> bytes, ReadOnlySpan<short> numbers)
    {
        ref var left = ref MemoryMarshal.GetReference(bytes);
        ref var right = ref MemoryMarshal.GetReference(numbers);
        var (sum, other, at) = (Vector512<int>.Zero, Vector512<int>.Zero, 0);
        for (; at + 64 <= bytes.Length; at += 64)
        {
            sum += Avx512BW.MultiplyAddAdjacent(
                Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref left, (nuint)at)), Vector512.LoadUnsafe(ref right, (nuint)at));
            other += Avx512BW.MultiplyAddAdjacent(
                Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref left, (nuint)at + 32)), Vector512.LoadUnsafe(ref right, (nuint)at + 32));
        }
        return Vector512.Sum(sum + other) + Rest(bytes[at..], numbers[at..]);
    }

    internal static int Middle(ReadOnlySpan<sbyte> bytes, ReadOnlySpan<short> numbers)
    {
        ref var left = ref MemoryMarshal.GetReference(bytes);
        ref var right = ref MemoryMarshal.GetReference(numbers);
        var (sum, other, at) = (Vector256<int>.Zero, Vector256<int>.Zero, 0);
        for (; at + 32 <= bytes.Length; at += 32)
        {
            sum += Avx2.MultiplyAddAdjacent(
                Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref left, (nuint)at)), Vector256.LoadUnsafe(ref right, (nuint)at));
            other += Avx2.MultiplyAddAdjacent(
                Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref left, (nuint)at + 16)), Vector256.LoadUnsafe(ref right, (nuint)at + 16));
        }
        return Vector256.Sum(sum + other) + Rest(bytes[at..], numbers[at..]);
    }

    internal static int Anywhere(ReadOnlySpan<sbyte> bytes, ReadOnlySpan<short> numbers)
    {
        var left = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(bytes);
        var right = MemoryMarshal.Cast<short, Vector<short>>(numbers);
        var sum = Vector<int>.Zero;
        for (var index = 0; index < left.Length; index++)
        {
            Vector.Widen(left[index], out var low, out var high);
            sum += Products(low, right[2 * index]) + Products(high, right[2 * index + 1]);
        }
        var done = left.Length * Vector<sbyte>.Count;
        return Vector.Sum(sum) + Rest(bytes[done..], numbers[done..]);
    }

    private static Vector<int> Products(Vector<short> left, Vector<short> right)
    {
        Vector.Widen(left, out var leftLow, out var leftHigh);
        Vector.Widen(right, out var rightLow, out var rightHigh);
        return leftLow * rightLow + leftHigh * rightHigh;
    }

    private static int Rest(ReadOnlySpan<sbyte> bytes, ReadOnlySpan<short> numbers)
    {
        var sum = 0;
        for (var at = 0; at < bytes.Length; at++)
            sum += bytes[at] * numbers[at];
        return sum;
    }
}
