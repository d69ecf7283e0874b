using Microsoft.AspNetCore.Http.Features;
using Pixeli.Hosting.Errors;

namespace Pixeli.Hosting.Security;

/// <summary>
/// Refuses unsafe requests that a page of another site made a browser send with our cookie. Browsers say where a request comes
/// from in <c>Sec-Fetch-Site</c> (Fetch Metadata), older ones in <c>Origin</c>; a client that sends neither is no browser. A
/// WebSocket's handshake is a GET, but what it opens is not only for reading, and the same-origin policy does not cover it
/// (RFC 6455, section 10.2): it counts as unsafe unless it brings a token of its own.
/// </summary>
internal sealed class SameOrigin(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        IsSafe(context) || IsFromOurPages(context.Request)
            ? next(context)
            : Problem.Forbidden("This request came from another site.").ExecuteAsync(context);

    // RFC 9110, section 9.2.1: GET, HEAD, OPTIONS and TRACE are safe. A bearer token is never sent by a browser on its own; other
    // credentials are, and do not keep the cookie from being looked at.
    private static bool IsSafe(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return true;
        var isSafeMethod = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
            || HttpMethods.IsTrace(request.Method);
        var isUpgrade = context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };
        return isSafeMethod && (!isUpgrade || request.Query["token"].ToString().Length > 0);
    }

    /// <summary>True for what our own pages, the address bar or a client that is no browser sent.</summary>
    public static bool IsFromOurPages(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is "same-origin" or "none";
        return request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
