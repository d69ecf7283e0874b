using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Heif;
using MetadataExtractor.Formats.Iptc;
using MetadataExtractor.Formats.Jpeg;
using MetadataExtractor.Formats.Photoshop;
using MetadataExtractor.Formats.Tiff;
using MetadataExtractor.Formats.WebP;
using MetadataExtractor.Formats.Xmp;
using XmpCore;
using Directory = MetadataExtractor.Directory;

namespace Pixeli.Imaging.Metadata;

/// <summary>The parsed metadata of one photo, by kind.</summary>
internal sealed class MetadataDirectories(IReadOnlyList<Directory> directories)
{
    public ExifIfd0Directory? Main { get; } = First<ExifIfd0Directory>(directories);

    public ExifSubIfdDirectory? Exposure { get; } = First<ExifSubIfdDirectory>(directories);

    public GpsDirectory? Gps { get; } = First<GpsDirectory>(directories);

    public IptcDirectory? Iptc { get; } = First<IptcDirectory>(directories);

    public IXmpMeta? Xmp { get; } = First<XmpDirectory>(directories)?.XmpMeta;

    /// <summary>Only the parsers of metadata that are used: the others would be attack surface without use.</summary>
    public static IReadOnlyList<Directory> Parse(Stream file)
    {
        Span<byte> head = stackalloc byte[ImageFormats.HeadBytes];
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        return ImageFormats.Detect(head) switch
        {
            ImageFormat.Jpeg => [.. JpegMetadataReader.ReadMetadata(file, [new ExifReader(), new XmpReader(), new PhotoshopReader()])],
            ImageFormat.Png => PngMetadata.Read(file),
            ImageFormat.WebP => [.. WebPMetadataReader.ReadMetadata(file)],
            ImageFormat.Heic or ImageFormat.Avif => [.. HeifMetadataReader.ReadMetadata(file)],
            ImageFormat.Tiff => [.. TiffMetadataReader.ReadMetadata(file)],
            _ => [],
        };
    }

    private static T? First<T>(IReadOnlyList<Directory> directories) where T : Directory =>
        directories.OfType<T>().FirstOrDefault(directory => directory.TagCount > 0 || directory is XmpDirectory);
}
