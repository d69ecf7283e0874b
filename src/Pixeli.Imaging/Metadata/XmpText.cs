using XmpCore;

namespace Pixeli.Imaging.Metadata;

/// <summary>The properties of XMP that are read, as cameras and photo editors write them.</summary>
internal static class XmpText
{
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string Basic = "http://ns.adobe.com/xap/1.0/";
    private const string Exif = "http://ns.adobe.com/exif/1.0/";
    private const string Photoshop = "http://ns.adobe.com/photoshop/1.0/";
    private const int MostItems = 200;

    public static string? Title(IXmpMeta? xmp) => FirstItem(xmp, DublinCore, "title");

    public static string? Description(IXmpMeta? xmp) => FirstItem(xmp, DublinCore, "description");

    public static string? Creator(IXmpMeta? xmp) => FirstItem(xmp, DublinCore, "creator");

    public static string? Rights(IXmpMeta? xmp) => FirstItem(xmp, DublinCore, "rights");

    public static string? Rating(IXmpMeta? xmp) => Simple(xmp, Basic, "Rating");

    public static IEnumerable<string> Subjects(IXmpMeta? xmp) => Items(xmp, DublinCore, "subject");

    public static IEnumerable<string?> Dates(IXmpMeta? xmp) =>
        [Simple(xmp, Exif, "DateTimeOriginal"), Simple(xmp, Photoshop, "DateCreated"), Simple(xmp, Basic, "CreateDate")];

    private static string? FirstItem(IXmpMeta? xmp, string schema, string name) => Items(xmp, schema, name).FirstOrDefault();

    private static string? Simple(IXmpMeta? xmp, string schema, string name) =>
        xmp is not null && xmp.DoesPropertyExist(schema, name) ? xmp.GetPropertyString(schema, name) : null;

    private static IEnumerable<string> Items(IXmpMeta? xmp, string schema, string name)
    {
        if (xmp is null || !xmp.DoesPropertyExist(schema, name))
            return [];
        var count = Math.Min(xmp.CountArrayItems(schema, name), MostItems);
        return Enumerable.Range(1, count).Select(i => xmp.GetArrayItem(schema, name, i)?.Value).OfType<string>();
    }
}
