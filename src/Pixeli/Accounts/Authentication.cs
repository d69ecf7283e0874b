using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.DataProtection;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;

namespace Pixeli.Accounts;

/// <summary>A bearer token where there is one, the browser's cookie otherwise; both end as a <see cref="Caller"/> read from the database.</summary>
internal static class Authentication
{
    private const string TokenOrCookie = "token-or-cookie";

    public static IServiceCollection AddPixeliAuthentication(this IServiceCollection services, DataFolder data)
    {
        services.AddDataProtection()
            .SetApplicationName("pixeli")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(data.Keys, "data-protection")));
        services.AddAuthentication(TokenOrCookie)
            .AddPolicyScheme(TokenOrCookie, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || SocketToken(context.Request) is not null
                    ? JwtBearerDefaults.AuthenticationScheme
                    : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddJwtBearer()
            .AddCookie();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<AccessTokens>(ConfigureBearer);
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<Microsoft.Extensions.Options.IOptions<AccountOptions>>(ConfigureCookie);
        services.AddAuthorization();
        return services;
    }

    /// <summary>
    /// Lets the keys of cookies be read with the first cookie, and not by every start: that takes 4 MB for XML, and whoever has a token needs none of it. To be called when all
    /// services are there, for more than one of them adds what reads the keys.
    /// </summary>
    public static void ReadCookieKeysLate(this IServiceCollection services)
    {
        services.Remove(services.Single(service => service.ImplementationType?.Name == "DataProtectionHostedService"));
        services.AddHostedService<FirstKeys>();
    }

    private static void ConfigureBearer(JwtBearerOptions options, AccessTokens tokens)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = tokens.Validation;
        options.Events = new()
        {
            OnMessageReceived = context =>
            {
                context.Token = SocketToken(context.Request);
                return Task.CompletedTask;
            },
            OnTokenValidated = async context =>
            {
                var caller = AccessTokens.IsAccess(context.Principal!) ? await ReadCallerAsync(context.HttpContext, context.Principal!) : null;
                if (caller is null)
                    context.Fail("The session has ended.");
            },
            OnChallenge = async context =>
            {
                context.HandleResponse();
                await (context.AuthenticateFailure is null ? Problem.NotSignedIn() : Problem.DeadToken()).ExecuteAsync(context.HttpContext);
            },
            OnForbidden = context => Problem.Forbidden().ExecuteAsync(context.HttpContext),
        };
    }

    private static void ConfigureCookie(
        CookieAuthenticationOptions options, Microsoft.Extensions.Options.IOptions<AccountOptions> account)
    {
        options.Cookie.Name = "pixeli";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax; // a link in a mail should find its reader signed in
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = account.Value.WebSessionLife;
        options.SlidingExpiration = true;
        options.LoginPath = "/login";
        options.ReturnUrlParameter = "returnUrl";
        options.Events = new()
        {
            OnValidatePrincipal = async context =>
            {
                if (await ReadCallerAsync(context.HttpContext, context.Principal!) is null)
                    context.RejectPrincipal();
            },
            // This comes before OnValidatePrincipal: the caller is not known yet, the cookie's own claims are.
            OnCheckSlidingExpiration = async context =>
            {
                if (context.ShouldRenew && Guid.TryParse(context.Principal?.FindFirstValue(AccessTokens.SessionClaim), out var session))
                    context.ShouldRenew = await context.HttpContext.RequestServices.GetRequiredService<CallerReader>().TryExtendAsync(session, context.HttpContext.RequestAborted);
            },
            OnRedirectToLogin = async context =>
            {
                // A form is not sent by leading to another page, and what was typed into it would be gone.
                if (ForPeople.Is(context.HttpContext) ? !HttpMethods.IsPost(context.Request.Method) : IsPage(context.HttpContext))
                    context.Response.Redirect(context.RedirectUri);
                else
                    await Problem.NotSignedIn().ExecuteAsync(context.HttpContext);
            },
            OnRedirectToAccessDenied = context => Problem.Forbidden().ExecuteAsync(context.HttpContext),
        };
    }

    // Browsers and some clients cannot send headers with a WebSocket's handshake. Nowhere else: addresses end up in logs.
    private static string? SocketToken(HttpRequest request) =>
        request.Path.StartsWithSegments("/ws", StringComparison.Ordinal) && request.Query["token"].ToString() is { Length: > 0 } token ? token : null;

    private static bool IsPage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    private static async Task<Caller?> ReadCallerAsync(HttpContext context, ClaimsPrincipal principal)
    {
        var caller = await context.RequestServices.GetRequiredService<CallerReader>().ReadAsync(principal, context.RequestAborted);
        context.Features.Set(caller);
        return caller;
    }
}
