using Pixeli.Storage;

namespace Pixeli.Hosting.Security;

/// <summary>Headers that keep a browser from doing with our answers what they are not meant for.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, IBlobStore store)
{
    private readonly string _policy = Policy(store.DirectOrigin is { } bucket ? " " + bucket : "");

    // No inline script or style, no framing, nothing from elsewhere but the bucket clients are sent to; pictures may be blobs that the
    // upload tray shows.
    private static string Policy(string bucket) =>
        $"default-src 'self'; img-src 'self' data: blob:{bucket}; style-src 'self'; script-src 'self'; connect-src 'self'{bucket}; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        Set(context);
        context.Response.OnStarting(SetAgainAsync, (this, context));
        return next(context);
    }

    // Whatever answers in the place of a request that failed begins with an empty answer.
    private static Task SetAgainAsync(object state)
    {
        var (self, context) = ((SecurityHeaders, HttpContext))state;
        if (context.Response.Headers.XContentTypeOptions.Count == 0)
            self.Set(context);
        return Task.CompletedTask;
    }

    private void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000"; // RFC 6797, section 7.2: never over plain HTTP
    }
}
