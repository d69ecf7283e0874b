using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Pixeli.Data;
using Pixeli.Hosting.Limits;

namespace Pixeli.Accounts.OAuth;

/// <summary>
/// Binds a flow to the browser that began it. RFC 9700, section 4.7.1: the client must prevent cross-site request forgery; the
/// state is a one-time token, bound to the user agent.
/// </summary>
internal sealed class FlowCookies(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private readonly IDataProtector _protector = protection.CreateProtector("Pixeli.OAuth");
    private readonly AttemptCounter _used = new(new(1, Life), clock);

    public static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public void Set(HttpContext context, OAuthFlow flow) =>
        context.Response.Cookies.Append(Name(flow.Provider), _protector.Protect(JsonSerializer.Serialize(flow)), Options(context));

    /// <summary>Takes the browser's flow, once; null when it has none that this answer belongs to.</summary>
    public OAuthFlow? Take(HttpContext context, string provider, string state)
    {
        var cookie = context.Request.Cookies[Name(provider)];
        context.Response.Cookies.Delete(Name(provider), Options(context));
        return Open(cookie) is { } flow
            && flow.Provider == provider
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(flow.State), Encoding.UTF8.GetBytes(state))
            && flow.ExpiresAt > clock.UtcNow
            && _used.Take(flow.State).IsAllowed
                ? flow
                : null;
    }

    private OAuthFlow? Open(string? cookie)
    {
        if (string.IsNullOrEmpty(cookie))
            return null;
        try
        {
            return JsonSerializer.Deserialize<OAuthFlow>(_protector.Unprotect(cookie));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Name(string provider) => $"pixeli-oauth-{provider}";

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax, // the provider's answer is a navigation from another site
        Secure = context.Request.IsHttps,
        Path = "/auth/oauth",
        MaxAge = Life,
        IsEssential = true,
    };
}
