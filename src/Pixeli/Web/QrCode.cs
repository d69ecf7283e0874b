using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Pixeli.Hosting.Errors;
using Pixeli.Media;
using QRCoder;

namespace Pixeli.Web;

/// <summary>
/// <c>/qr.svg?path=/s/…</c>: the site's own address of a path as a QR code (ISO/IEC 18004) that a page shows or prints. Only paths of this
/// site: nobody is led elsewhere under its name.
/// </summary>
internal static class QrCode
{
    private const int QuietZone = 4; // modules of white around it, as the standard asks

    public static void MapQrCode(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/qr.svg", Draw).RequireAuthorization().ExcludeFromDescription();

    /// <summary>Where the picture of a path's code is.</summary>
    public static string UrlFor(string path) => $"/qr.svg?path={Uri.EscapeDataString(path)}";

    private static Results<ContentHttpResult, Problem> Draw(string? path, MediaUrls urls, HttpContext context)
    {
        if (path is not { Length: > 1 and <= 500 } || !IsOwn(path))
            return Problem.Invalid("path", "A path of this site, such as /e/….");
        context.Response.Headers.CacheControl = "private, max-age=86400";
        return TypedResults.Content(Svg(urls.PublicAddress + path), "image/svg+xml");
    }

    private static bool IsOwn(string path) =>
        path[0] == '/' && path[1] is not ('/' or '\\') && Uri.IsWellFormedUriString(path, UriKind.Relative);

    private static string Svg(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix; // QRCoder's matrix has its quiet zone
        var size = modules.Count;
        var path = new StringBuilder();
        for (var y = QuietZone; y < size - QuietZone; y++)
        {
            for (var x = QuietZone; x < size - QuietZone; x++)
            {
                if (modules[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><rect width="{size}" height="{size}" fill="#fff"/><path d="{path}"/></svg>""");
    }
}
