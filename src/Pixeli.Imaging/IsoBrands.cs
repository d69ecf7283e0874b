using System.Buffers.Binary;

namespace Pixeli.Imaging;

/// <summary>
/// HEIF's <c>ftyp</c> box (ISO/IEC 14496-12, 4.3): size, "ftyp", major brand, minor version, compatible brands, four bytes each.
/// </summary>
internal static class IsoBrands
{
    public static ImageFormat? Detect(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12)
            return null;
        if (OfCoding(head[8..12]) is { } format)
            return format;
        if (!IsStructural(head[8..12]))
            return null;

        // mif1 and msf1 only say "HEIF": what the pixels are coded with stands among the compatible brands.
        var end = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(head), (uint)head.Length);
        for (var at = 16; at + 4 <= end; at += 4)
            if (OfCoding(head[at..(at + 4)]) is { } compatible)
                return compatible;
        return ImageFormat.Heic;
    }

    private static ImageFormat? OfCoding(ReadOnlySpan<byte> brand)
    {
        if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
            return ImageFormat.Avif;
        if (brand.StartsWith("hei"u8) && brand[3] is (byte)'c' or (byte)'x' or (byte)'m' or (byte)'s')
            return ImageFormat.Heic;
        return brand.StartsWith("hev"u8) && brand[3] is (byte)'c' or (byte)'x' or (byte)'m' or (byte)'s' ? ImageFormat.Heic : null;
    }

    private static bool IsStructural(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) || brand.SequenceEqual("mif2"u8);
}
