using System.Buffers.Binary;

namespace Pixeli.Imaging.Rendering;

/// <summary>
/// Recognises the many editions of the sRGB profile, so that most photos are spared a colour transform that would change nothing.
/// </summary>
internal static class SrgbProfile
{
    private const int TagTable = 128;
    private const int TagEntry = 12;

    public static bool Is(ReadOnlySpan<byte> profile)
    {
        var description = Tag(profile, "desc"u8);
        return IsNamed(description)
            && IsNear(Tag(profile, "rXYZ"u8), 0.436, 0.222, 0.014)
            && IsNear(Tag(profile, "gXYZ"u8), 0.385, 0.717, 0.097)
            && IsNear(Tag(profile, "bXYZ"u8), 0.143, 0.061, 0.714);
    }

    private static bool IsNamed(ReadOnlySpan<byte> description)
    {
        ReadOnlySpan<byte> wide = [0, (byte)'s', 0, (byte)'R', 0, (byte)'G', 0, (byte)'B'];
        return (description.IndexOf("sRGB"u8) >= 0 || description.IndexOf(wide) >= 0) && description.IndexOf("inear"u8) < 0;
    }

    // An XYZ tag: type, four zero bytes, three numbers in 16.16 fixed point (ICC.1:2022, 10.31).
    private static bool IsNear(ReadOnlySpan<byte> tag, double x, double y, double z) =>
        tag.Length >= 20 && IsNear(tag[8..], x) && IsNear(tag[12..], y) && IsNear(tag[16..], z);

    private static bool IsNear(ReadOnlySpan<byte> number, double expected) =>
        Math.Abs(BinaryPrimitives.ReadInt32BigEndian(number) / 65536.0 - expected) < 0.003;

    private static ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> profile, ReadOnlySpan<byte> signature)
    {
        if (profile.Length < TagTable + 4)
            return default;
        var count = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(profile[TagTable..]), 100);
        for (var entry = TagTable + 4; count > 0 && entry + TagEntry <= profile.Length; entry += TagEntry, count--)
        {
            if (!profile.Slice(entry, 4).SequenceEqual(signature))
                continue;
            var offset = BinaryPrimitives.ReadUInt32BigEndian(profile[(entry + 4)..]);
            var length = BinaryPrimitives.ReadUInt32BigEndian(profile[(entry + 8)..]);
            return offset <= profile.Length && length <= profile.Length - offset ? profile.Slice((int)offset, (int)length) : default;
        }
        return default;
    }
}
