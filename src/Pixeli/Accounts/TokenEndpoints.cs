using Pixeli.Accounts.SignIn;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;

namespace Pixeli.Accounts;

/// <summary>Log in, refresh and log out for clients of the API.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup("").WithTags("Accounts").ProducesProblem(400);
        tokens.MapPost("/login", LoginAsync).WithSummary("Sign in with a user name or e-mail address and a password")
            .WithExample("""{"username": "ann", "password": "correct horse battery"}""")
            .Produces<TokenPair>().ProducesProblem(401).ProducesProblem(429);
        tokens.MapPost("/token/refresh", RefreshAsync).WithSummary("Exchange a refresh token for the next pair of tokens")
            .Produces<TokenPair>().ProducesProblem(401);
        tokens.MapPost("/logout", LogoutAsync).WithSummary("End the session of a refresh token").Produces(204);
    }

    private static async Task<IResult> LoginAsync(
        LoginRequest body, PasswordSignIn signIn, TokenSessions sessions, HttpContext context, CancellationToken cancellationToken)
    {
        if (Missing(("username", body.Username), ("password", body.Password)) is { } problem)
            return problem;
        var (user, wait) = await signIn.CheckAsync(body.Username!, body.Password!, context);
        if (wait is not null)
            return Problem.TooMany("Too many failed attempts to sign in. Try again later.", wait.Value);
        return user is not null
            ? Results.Ok(await sessions.StartAsync(user.Id, context.Request.UserAgent(), cancellationToken))
            : Problem.Unauthorized("No active account found with the given credentials", "no_active_account");
    }

    private static async Task<IResult> RefreshAsync(RefreshRequest body, TokenSessions sessions, CancellationToken cancellationToken)
    {
        if (Missing(("refresh", body.Refresh)) is { } problem)
            return problem;
        return await sessions.RefreshAsync(body.Refresh!, cancellationToken) is { } pair ? Results.Ok(pair) : Problem.DeadToken();
    }

    private static async Task<IResult> LogoutAsync(RefreshRequest body, TokenSessions sessions, CancellationToken cancellationToken)
    {
        if (Missing(("refresh", body.Refresh)) is { } problem)
            return problem;
        await sessions.EndFamilyAsync(body.Refresh!, cancellationToken);
        return Results.NoContent();
    }

    private static Problem? Missing(params (string Field, string? Value)[] fields)
    {
        var errors = fields.Where(field => string.IsNullOrEmpty(field.Value))
            .Select(field => new FieldError(field.Field, "This field is required.")).ToArray();
        return errors.Length > 0 ? Problem.Invalid(errors) : null;
    }

    internal sealed record LoginRequest(string? Username, string? Password);

    internal sealed record RefreshRequest(string? Refresh);
}
