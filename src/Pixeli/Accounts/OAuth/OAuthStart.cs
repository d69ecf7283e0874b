using System.Buffers.Text;
using Microsoft.Extensions.Options;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Security;
using Pixeli.Media;

namespace Pixeli.Accounts.OAuth;

/// <summary>Begins a flow: remembers in the browser what it is for and sends it to the provider.</summary>
internal sealed class OAuthStart(
    IEnumerable<IIdentityProvider> dialects, FlowCookies cookies, MediaUrls urls, TimeProvider clock, IOptions<OAuthOptions> options)
{
    public async Task<IResult> BeginAsync(OAuthProvider provider, HttpContext context)
    {
        var query = context.Request.Query;
        var isApp = query["client"] == "app";
        if (isApp && !options.Value.AppRedirects.Contains(query["redirect"].ToString(), StringComparer.Ordinal))
            return Problem.Invalid("redirect", "Not one of the addresses that apps may use here.");
        var challenge = query["code_challenge"].ToString();
        if (challenge.Length > 0 && (challenge.Length != 43 || !Base64Url.IsValid(challenge)))
            return Problem.Invalid("code_challenge", "Not an S256 challenge.");

        // An app opens a browser in which somebody may be signed in; that is not what the app asks for.
        var hasToken = context.Request.Headers.Authorization.Count > 0;
        var link = Caller.Of(context) is { } caller && (!isApp || hasToken) ? caller.SessionId : (Guid?)null;
        if (link is not null && !hasToken && !SameOrigin.IsFromOurPages(context.Request))
            return Problem.Forbidden("This request came from another site.");

        var flow = new OAuthFlow(
            provider.Name,
            FlowCookies.Random(),
            FlowCookies.Random(),
            FlowCookies.Random(),
            $"{urls.PublicAddress}/auth/oauth/{provider.Name}/callback",
            LocalPath.Or(query["returnUrl"]),
            isApp ? query["redirect"].ToString() : null,
            challenge.Length > 0 ? challenge : null,
            link,
            clock.UtcNow + FlowCookies.Life);
        var address = await dialects.Single(dialect => dialect.Speaks(provider.Kind)).AuthorizationUrlAsync(provider, flow, context.RequestAborted);
        cookies.Set(context, flow);
        return Results.Redirect(address);
    }
}
