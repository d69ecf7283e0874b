using System.Text.Json.Serialization;
using Pixeli.Web.Texts;

namespace Pixeli.Web.Pwa;

/// <summary>
/// What makes the site installable: the W3C's Web Application Manifest, with the <c>share_target</c> of the Web Share Target draft, by
/// which phones offer Pixel-i where photos are shared.
/// </summary>
internal static class Manifest
{
    private const string ContentType = "application/manifest+json";

    public static void MapManifest(this IEndpointRouteBuilder routes) => routes.MapGet("/manifest.webmanifest", (Wording texts, HttpContext context) =>
    {
        context.Response.Headers.CacheControl = "max-age=3600";
        return TypedResults.Json(Of(texts), contentType: ContentType);
    }).ExcludeFromDescription();

    private static WebManifest Of(Wording texts) => new(
        Id: "/",
        Name: "Pixel-i",
        ShortName: "Pixel-i",
        Description: texts["pwa.description"],
        Lang: texts.Language,
        StartUrl: "/",
        Scope: "/",
        Display: "standalone",
        BackgroundColor: "#0b6077",
        ThemeColor: "#0b6077",
        Categories: ["photo", "social"],
        Icons:
        [
            new("/icons/icon-192.png", "192x192", "image/png", "any"),
            new("/icons/icon-512.png", "512x512", "image/png", "any"),
            new("/icons/maskable-512.png", "512x512", "image/png", "maskable"),
            new("/favicon.svg", "any", "image/svg+xml", "any"),
        ],
        Shortcuts: [new(texts["navigation.upload"], "/upload"), new(texts["navigation.search"], "/search"), new(texts["navigation.inbox"], "/inbox")],
        ShareTarget: new("/upload/share", "POST", "multipart/form-data", new([new("images", ["image/*", ".heic", ".heif", ".avif", ".tif", ".tiff"])])));

    internal sealed record WebManifest(
        string Id,
        string Name,
        [property: JsonPropertyName("short_name")] string ShortName,
        string Description,
        string Lang,
        [property: JsonPropertyName("start_url")] string StartUrl,
        string Scope,
        string Display,
        [property: JsonPropertyName("background_color")] string BackgroundColor,
        [property: JsonPropertyName("theme_color")] string ThemeColor,
        IReadOnlyList<string> Categories,
        IReadOnlyList<ManifestIcon> Icons,
        IReadOnlyList<Shortcut> Shortcuts,
        [property: JsonPropertyName("share_target")] ShareTarget ShareTarget);

    internal sealed record ManifestIcon(string Src, string Sizes, string Type, string Purpose);

    internal sealed record Shortcut(string Name, string Url);

    internal sealed record ShareTarget(string Action, string Method, string Enctype, ShareParameters Params);

    internal sealed record ShareParameters(IReadOnlyList<SharedFiles> Files);

    internal sealed record SharedFiles(string Name, IReadOnlyList<string> Accept);
}
