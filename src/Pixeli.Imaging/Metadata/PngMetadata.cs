using System.Buffers.Binary;
using System.IO.Compression;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Xmp;
using MetadataExtractor.IO;
using Directory = MetadataExtractor.Directory;

namespace Pixeli.Imaging.Metadata;

/// <summary>The <c>eXIf</c> chunk and the XMP in text chunks, inflated only so far: a few hundred bytes can stand for gigabytes.</summary>
internal static class PngMetadata
{
    private const int Signature = 8;
    private const int LargestChunk = 4 << 20;
    private const int LargestText = 1 << 20;

    private static ReadOnlySpan<byte> XmpKeyword => "XML:com.adobe.xmp\0"u8;

    public static List<Directory> Read(Stream file)
    {
        var found = new List<Directory>();
        file.Position = Signature;
        Span<byte> head = stackalloc byte[8];
        while (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            var next = file.Position + length + 4;
            if (length <= LargestChunk && IsWanted(head[4..]))
                found.AddRange(Chunk(head[4..], ReadBytes(file, (int)length)));
            file.Position = next;
        }
        return found;
    }

    private static bool IsWanted(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("eXIf"u8) || type.SequenceEqual("iTXt"u8) || type.SequenceEqual("zTXt"u8);

    private static IEnumerable<Directory> Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        if (type.SequenceEqual("eXIf"u8))
            return new ExifReader().Extract(new ByteArrayReader(data));
        if (!data.AsSpan().StartsWith(XmpKeyword))
            return [];
        var rest = data.AsSpan(XmpKeyword.Length);
        return [new XmpReader().Extract(type.SequenceEqual("zTXt"u8) ? Inflate(rest[1..].ToArray()) : International(rest))];
    }

    // Is-compressed, method, then language, translated keyword and text with zeros between (PNG 3rd edition, 11.3.3.4).
    private static byte[] International(ReadOnlySpan<byte> rest)
    {
        var isCompressed = rest[0] == 1;
        rest = rest[2..];
        rest = rest[(rest.IndexOf((byte)0) + 1)..];
        rest = rest[(rest.IndexOf((byte)0) + 1)..];
        return isCompressed ? Inflate(rest.ToArray()) : rest.ToArray();
    }

    private static byte[] Inflate(byte[] compressed)
    {
        using var inflating = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var text = new byte[LargestText];
        return text[..inflating.ReadAtLeast(text, text.Length, throwOnEndOfStream: false)];
    }

    private static byte[] ReadBytes(Stream file, int length)
    {
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
