using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Pixeli.Imaging;

namespace Pixeli.Tests;

/// <summary>Photos to upload: painted by the product itself, so that nobody's pictures are needed.</summary>
internal static class TestPhotos
{
    private static readonly Lazy<byte[]> Small = new(() => SyntheticPhoto.Render(new(7, 320, 240) { Make = "Pixel-i", Model = "Painter" }));
    private static int _number;

    /// <summary>A photo whose bytes no other has.</summary>
    public static byte[] Next() => Labelled(Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture));

    /// <summary>A photo that differs from others in a JPEG comment only: the same label gives the same bytes.</summary>
    public static byte[] Labelled(string label) => WithComment(Small.Value, label);

    /// <summary>A text that says it is a photo.</summary>
    public static byte[] Text => "This is no photo, whatever its name says."u8.ToArray();

    /// <summary>A photo that begins well and ends too early.</summary>
    public static byte[] Damaged()
    {
        var whole = Next();
        return whole[..(whole.Length / 3)];
    }

    // ITU-T T.81, B.2.4.5: a comment segment is FF FE, its length of two bytes, big-endian and counting itself, and the bytes.
    public static byte[] WithComment(byte[] jpeg, string comment)
    {
        var text = Encoding.UTF8.GetBytes(comment);
        var segment = new byte[4 + text.Length];
        (segment[0], segment[1]) = (0xFF, 0xFE);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(text.Length + 2));
        text.CopyTo(segment, 4);
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }
}
