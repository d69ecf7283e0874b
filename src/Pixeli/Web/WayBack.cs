using Pixeli.Hosting;

namespace Pixeli.Web;

/// <summary>Keeps in mind, from page to page of signing in, where somebody was going.</summary>
internal static class WayBack
{
    /// <summary>The page with where to go afterwards, unless that is the first page anyway.</summary>
    public static string To(string page, string? returnUrl)
    {
        var path = LocalPath.Or(returnUrl);
        return path == "/" ? page : $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}returnUrl={Uri.EscapeDataString(path)}";
    }
}
