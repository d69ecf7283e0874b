using Pixeli.Hosting;

namespace Pixeli.Web;

/// <summary>Keeps in mind, from page to page, where somebody was and where they were going.</summary>
internal static class WayBack
{
    /// <summary>The page with where to go afterwards, unless that is the first page anyway.</summary>
    public static string To(string page, string? returnUrl)
    {
        var path = LocalPath.Or(returnUrl);
        return path == "/" ? page : $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}returnUrl={Uri.EscapeDataString(path)}";
    }

    /// <summary>The address that was asked for. Two slashes would lead to another site.</summary>
    public static string Here(HttpRequest request) =>
        $"/{request.PathBase.Add(request.Path).ToUriComponent().TrimStart('/')}{request.QueryString}";

    /// <summary>The page of ours from which something was sent; null where the browser does not say.</summary>
    public static string? From(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? LocalPath.Or(page.PathAndQuery)
            : null;
}
