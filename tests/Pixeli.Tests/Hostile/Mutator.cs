using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Pixeli.Tests.Hostile;

/// <summary>Damages files in the ways that break parsers. The same seed damages them the same way.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The numbers are to be the same each time.")]
internal sealed class Mutator(IReadOnlyList<byte[]> files, int seed)
{
    private static readonly uint[] Extremes = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    private readonly Random _random = new(seed);

    /// <summary>One of the files, damaged one to four times.</summary>
    public byte[] Next()
    {
        var bytes = (byte[])files[_random.Next(files.Count)].Clone();
        for (var times = _random.Next(1, 5); times > 0 && bytes.Length > 64; times--)
            bytes = Damage(bytes);
        return bytes;
    }

    private byte[] Damage(byte[] bytes) => _random.Next(8) switch
    {
        0 => bytes[.._random.Next(1, bytes.Length)], // cut
        1 => Flip(bytes, bytes.Length, _random.Next(1, 64)),
        2 => Flip(bytes, Math.Min(bytes.Length, 512), _random.Next(1, 8)), // the headers
        3 => Overwrite(bytes),
        4 => Without(bytes),
        5 => Twice(bytes),
        6 => Spliced(bytes),
        _ => Zeroed(bytes),
    };

    private byte[] Flip(byte[] bytes, int within, int count)
    {
        for (var turn = 0; turn < count; turn++)
            bytes[_random.Next(within)] ^= (byte)(1 << _random.Next(8));
        return bytes;
    }

    /// <summary>A number where a length, a size or an offset may stand.</summary>
    private byte[] Overwrite(byte[] bytes)
    {
        var place = _random.Next(Math.Min(bytes.Length, _random.Next(2) == 0 ? 256 : bytes.Length) - 4);
        var value = Extremes[_random.Next(Extremes.Length)];
        switch (_random.Next(4))
        {
            case 0:
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(place), value);
                break;
            case 1:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(place), value);
                break;
            case 2:
                BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(place), (ushort)value);
                break;
            default:
                bytes[place] = (byte)value;
                break;
        }

        return bytes;
    }

    private byte[] Without(byte[] bytes)
    {
        var (start, length) = Part(bytes);
        return [.. bytes[..start], .. bytes[(start + length)..]];
    }

    private byte[] Twice(byte[] bytes)
    {
        var (start, length) = Part(bytes);
        return [.. bytes[..(start + length)], .. bytes[start..]];
    }

    /// <summary>Goes over into another file, of another format perhaps.</summary>
    private byte[] Spliced(byte[] bytes)
    {
        var other = files[_random.Next(files.Count)];
        return [.. bytes[.._random.Next(bytes.Length)], .. other[_random.Next(other.Length)..]];
    }

    private byte[] Zeroed(byte[] bytes)
    {
        var (start, length) = Part(bytes);
        bytes.AsSpan(start, length).Clear();
        return bytes;
    }

    private (int Start, int Length) Part(byte[] bytes)
    {
        var start = _random.Next(bytes.Length);
        return (start, _random.Next(Math.Min(bytes.Length - start, 4096)));
    }
}
