using System.Buffers.Binary;
using System.IO.Compression;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Xmp;
using MetadataExtractor.IO;
using Directory = MetadataExtractor.Directory;

namespace Pixeli.Imaging.Metadata;

/// <summary>The <c>eXIf</c> chunk and the XMP in <c>iTXt</c>, inflated only so far: a few hundred bytes can stand for gigabytes.</summary>
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
            if (length <= LargestChunk && (head[4..].SequenceEqual("eXIf"u8) || head[4..].SequenceEqual("iTXt"u8)))
                found.AddRange(Chunk(head[4..], ReadBytes(file, (int)length)));
            file.Position = next;
        }
        return found;
    }

    private static IEnumerable<Directory> Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        if (type.SequenceEqual("eXIf"u8))
            return new ExifReader().Extract(new ByteArrayReader(data));
        if (!data.AsSpan().StartsWith(XmpKeyword))
            return [];
        // Keyword, is-compressed, method, then language, translated keyword and text, with zeros between (PNG 3rd ed., 11.3.3.4).
        var rest = data.AsSpan(XmpKeyword.Length);
        if (rest.Length < 4)
            return [];
        var isCompressed = rest[0] == 1;
        rest = rest[2..];
        rest = rest[(rest.IndexOf((byte)0) + 1)..];
        rest = rest[(rest.IndexOf((byte)0) + 1)..];
        return [new XmpReader().Extract(isCompressed ? Inflate(rest.ToArray()) : rest.ToArray())];
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
