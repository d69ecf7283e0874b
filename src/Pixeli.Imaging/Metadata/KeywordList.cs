using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Iptc;

namespace Pixeli.Imaging.Metadata;

internal static class KeywordList
{
    private const int Most = 100;
    private const int Longest = 100;

    public static IReadOnlyList<string> From(MetadataDirectories tags)
    {
        var iptc = tags.Iptc?.GetStringArray(IptcDirectory.TagKeywords) ?? [];
        var windows = tags.Main?.GetDescription(ExifDirectoryBase.TagWinKeywords)?.Split(';') ?? [];
        return
        [
            .. iptc.Concat(XmpText.Subjects(tags.Xmp)).Concat(windows)
                .Select(keyword => CleanText.From(keyword, Longest))
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(Most),
        ];
    }
}
