using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using Pixeli.Data;
using Pixeli.Hosting;

namespace Pixeli.Accounts;

/// <summary>Sessions of browsers: an HttpOnly cookie that names a row, so that ending the row ends the cookie.</summary>
public sealed class WebSessions(PixeliDb db, TimeProvider clock, IOptions<AccountOptions> options)
{
    public async Task SignInAsync(HttpContext context, Guid userId)
    {
        var now = clock.UtcNow;
        var session = new Session
        {
            UserId = userId,
            CreatedAt = now,
            LastUsedAt = now,
            ExpiresAt = now + options.Value.WebSessionLife,
            UserAgent = context.Request.UserAgent(),
        };
        await db.WriteAsync(
            async () =>
            {
                db.Sessions.Add(session);
                await db.SaveChangesAsync(context.RequestAborted);
            },
            context.RequestAborted);
        var identity = new ClaimsIdentity(
            [new(AccessTokens.UserClaim, userId.ToString()), new(AccessTokens.SessionClaim, session.Id.ToString())],
            CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>Ends the caller's session and takes the cookie away.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        if (Caller.Of(context) is { } caller)
        {
            var now = clock.UtcNow;
            await db.WriteAsync(
                () => db.EndSessionsAsync(session => session.Id == caller.SessionId, now, context.RequestAborted), context.RequestAborted);
        }

        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }
}

internal static class UserAgents
{
    private const int Length = 200;

    public static string UserAgent(this HttpRequest request) => request.Headers.UserAgent.ToString().Cut(Length);
}
