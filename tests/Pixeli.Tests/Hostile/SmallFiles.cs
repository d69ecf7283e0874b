using System.Buffers.Binary;

namespace Pixeli.Tests.Hostile;

/// <summary>Whole pictures of the formats that cameras no longer write, built by hand.</summary>
internal static class SmallFiles
{
    private const int Width = 64;
    private const int Height = 48;

    /// <summary>Baseline TIFF 6.0: little endian, RGB, one strip, not compressed.</summary>
    public static byte[] Tiff()
    {
        const int entries = 10;
        const int afterFolder = 8 + 2 + (entries * 12) + 4;
        const int pixels = afterFolder + 8; // three sample sizes, and two bytes of nothing
        (ushort Tag, ushort Type, uint Count, uint Value)[] folder =
        [
            (256, 3, 1, Width), (257, 3, 1, Height), (258, 3, 3, afterFolder), (259, 3, 1, 1), (262, 3, 1, 2),
            (273, 4, 1, pixels), (277, 3, 1, 3), (278, 3, 1, Height), (279, 4, 1, Width * Height * 3), (284, 3, 1, 1),
        ];
        var bytes = new byte[pixels + (Width * Height * 3)];
        "II*\0"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), 8);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), entries);
        for (var index = 0; index < entries; index++)
        {
            var entry = bytes.AsSpan(10 + (index * 12), 12);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, folder[index].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], folder[index].Type);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], folder[index].Count);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], folder[index].Value);
        }

        for (var sample = 0; sample < 3; sample++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(afterFolder + (sample * 2)), 8);
        for (var index = pixels; index < bytes.Length; index++)
            bytes[index] = (byte)(index * 7);
        return bytes;
    }

    /// <summary>GIF89a of two frames. Codes of eight bits, cleared so often that they never grow: a picture without compression.</summary>
    public static byte[] Gif()
    {
        var file = new List<byte>([.. "GIF89a"u8, Width, 0, Height, 0, 0xF6, 0, 0]); // a table of 128 colours
        for (var colour = 0; colour < 128; colour++)
            file.AddRange([(byte)(colour * 2), (byte)(255 - colour), (byte)(colour * 5)]);
        file.AddRange([0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]);
        for (byte frame = 0; frame < 2; frame++)
        {
            file.AddRange([0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, Width, 0, Height, 0, 0, 7]);
            var codes = new List<byte>();
            for (var pixel = 0; pixel < Width * Height; pixel++)
            {
                if (pixel % 100 == 0)
                    codes.Add(128); // clear
                codes.Add((byte)(((pixel / 3) + (frame * 40)) % 128));
            }

            codes.Add(129); // end
            foreach (var block in codes.Chunk(255))
                file.AddRange([(byte)block.Length, .. block]);
            file.Add(0);
        }

        file.Add(0x3B);
        return [.. file];
    }
}
