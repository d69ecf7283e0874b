using System.Buffers.Binary;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Xmp;
using MetadataExtractor.IO;
using Directory = MetadataExtractor.Directory;

namespace Pixeli.Imaging.Metadata;

/// <summary>
/// The <c>eXIf</c> chunk and the XMP in <c>iTXt</c>. Compressed text is not inflated: a few hundred bytes of it can stand for gigabytes.
/// </summary>
internal static class PngMetadata
{
    private const int Signature = 8;
    private const int LargestChunk = 4 << 20;

    private static ReadOnlySpan<byte> XmpKeyword => "XML:com.adobe.xmp\0\0\0"u8;

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
        // Keyword, two zero bytes that say "not compressed" and an empty language: then a translated keyword, zero, the text.
        var text = data.AsSpan(XmpKeyword.Length);
        var translated = text.IndexOf((byte)0);
        return [new XmpReader().Extract(text[(translated + 1)..].ToArray())];
    }

    private static byte[] ReadBytes(Stream file, int length)
    {
        var bytes = new byte[length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
