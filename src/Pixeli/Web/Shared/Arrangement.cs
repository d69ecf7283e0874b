namespace Pixeli.Web.Shared;

/// <summary>
/// How somebody likes their galleries: in rows, or in a square grid. Kept in a cookie, so that the server renders what the script would
/// make of it. Changed by <c>?layout=</c>, or by islands/gallery/arrangement.ts.
/// </summary>
internal static class Arrangement
{
    private const string Cookie = "gallery";
    private const string Parameter = "layout";
    private const string Grid = "grid";
    private const string Rows = "rows";

    public static bool IsGrid(HttpContext? context)
    {
        if (context is null)
            return false;
        var chosen = context.Request.Query[Parameter].ToString();
        if (chosen is not (Grid or Rows))
            return context.Request.Cookies[Cookie] == Grid;
        if (!context.Response.HasStarted)
        {
            context.Response.Cookies.Append(
                Cookie, chosen, new() { Path = "/", MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps });
        }

        return chosen == Grid;
    }
}
