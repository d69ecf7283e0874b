using System.Diagnostics.CodeAnalysis;
using Pixeli.Imaging.Metadata;

namespace Pixeli.Imaging;

/// <summary>Reads EXIF, XMP and IPTC from JPEG, HEIC, AVIF, WebP, PNG and TIFF.</summary>
public static class PhotoMetadataReader
{
    /// <summary>
    /// Reads what can be read: metadata that make no sense are left out, and only a file that cannot be opened throws.
    /// </summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static PhotoMetadata Read(string path)
    {
        using var file = File.OpenRead(path);
        return Read(file);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Parsers fed hostile bytes throw what they like; a photo without metadata is fine.")]
    private static PhotoMetadata Read(FileStream file)
    {
        try
        {
            var tags = new MetadataDirectories(MetadataDirectories.Parse(file));
            var (takenAt, offset) = TakenTime.From(tags);
            return new PhotoMetadata(takenAt, offset, KeywordList.From(tags), MetadataValues.From(tags));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return PhotoMetadata.None;
        }
    }
}
