using Microsoft.AspNetCore.WebUtilities;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Limits;

namespace Pixeli.Accounts.OAuth;

/// <summary>Signing in with accounts elsewhere, and linking them.</summary>
internal static partial class OAuthEndpoints
{
    public static void MapOAuth(this IEndpointRouteBuilder routes)
    {
        var oauth = routes.MapGroup("/oauth").WithTags("Accounts");
        oauth.MapGet("/{provider}/start", StartAsync).LimitedBy(Limit.ProviderSignIn)
            .WithSummary("Sign in with a provider, or link it to the signed-in account")
            .Produces(302).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(429).ProducesProblem(502);
        oauth.MapGet("/{provider}/callback", CallbackAsync).LimitedBy(Limit.ProviderSignIn)
            .WithSummary("Where the provider sends the browser back to")
            .Produces(302).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(429).ProducesProblem(502);
        oauth.MapPost("/exchange", ExchangeAsync).LimitedBy(Limit.ProviderSignIn)
            .WithSummary("Exchange the code an app got at the end of a flow for tokens")
            .Produces<TokenPair>().ProducesProblem(400).ProducesProblem(429);
        oauth.MapGet("/", (Caller caller, LinkedLogins logins, CancellationToken cancellationToken) => logins.ListAsync(caller, cancellationToken))
            .RequireAuthorization()
            .WithSummary("The providers of this site, and which of them the caller has linked")
            .Produces<IReadOnlyList<LinkedLogin>>().ProducesProblem(401);
        oauth.MapDelete("/{provider}", UnlinkAsync).RequireAuthorization()
            .WithSummary("Unlink a provider")
            .Produces(204).ProducesProblem(401).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> StartAsync(
        string provider, OAuthProviders providers, OAuthStart start, HttpContext context, ILogger<OAuthStart> logger)
    {
        if (providers.Find(provider) is not { } found)
            return Problem.NotFound("There is no such provider.");
        try
        {
            return await start.BeginAsync(found, context);
        }
        catch (OAuthException failure)
        {
            LogFailure(logger, failure, provider, failure.Failure);
            return Failed(context, failure.Failure, null);
        }
    }

    private static async Task<IResult> CallbackAsync(
        string provider, OAuthProviders providers, OAuthCallback callback, FlowCookies cookies, HttpContext context, ILogger<OAuthCallback> logger)
    {
        if (providers.Find(provider) is not { } found)
            return Problem.NotFound("There is no such provider.");
        if (cookies.Take(context, provider, context.Request.Query["state"].ToString()) is not { } flow)
            return Failed(context, OAuthFailure.Expired, null);
        try
        {
            return await callback.FinishAsync(found, flow, context);
        }
        catch (OAuthException failure)
        {
            LogFailure(logger, failure, provider, failure.Failure);
            return Failed(context, failure.Failure, flow.AppRedirect);
        }
    }

    private static async Task<IResult> ExchangeAsync(
        ExchangeRequest body, SignInCodes codes, TokenSessions sessions, HttpContext context, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(body.Code))
            return Problem.Invalid("code", "This field is required.");
        return await codes.TakeAsync(body.Code, body.CodeVerifier, cancellationToken) is { } user
            ? Results.Ok(await sessions.StartAsync(user, context.Request.UserAgent(), cancellationToken))
            : Problem.Invalid("code", "This code is unknown, used or too old.");
    }

    private static async Task<IResult> UnlinkAsync(string provider, Caller caller, LinkedLogins logins, CancellationToken cancellationToken) =>
        await logins.UnlinkAsync(provider, caller, cancellationToken) ?? Results.NoContent();

    /// <summary>An app, a browser and a client of the API are told in their own ways.</summary>
    private static IResult Failed(HttpContext context, OAuthFailure failure, string? appRedirect)
    {
        if (appRedirect is not null)
            return Results.Redirect(QueryHelpers.AddQueryString(appRedirect, "error", failure.Code()));
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            ? Results.Redirect($"/login/problem?reason={failure.Code()}")
            : Problem.Of(failure.Status(), "Sign-in failed", failure.Text()).WithCode(failure.Code());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signing in with {Provider} failed: {Reason}")]
    private static partial void LogFailure(ILogger logger, Exception failure, string provider, OAuthFailure reason);

    internal sealed record ExchangeRequest(string? Code, string? CodeVerifier);
}
