using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Limits;

namespace Pixeli.Accounts.Verification;

/// <summary>Sign-up and what is done by mailed codes.</summary>
internal static class VerificationEndpoints
{
    private const int TooLong = 1000;

    public static void MapVerification(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/signup", SignUpAsync).LimitedBy(Limit.SignUp).WithTags("Accounts").WithSummary("Make an account, which a mailed code makes active")
            .Produces<SignedUp>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(429);
        routes.MapPost("/verify-email", VerifyAsync).LimitedBy(Limit.Code).WithTags("Accounts").WithSummary("Prove an e-mail address by its code and log in")
            .Produces<Verified>().ProducesProblem(400).ProducesProblem(429);
        foreach (var path in (string[])["/resend-email-otp", "/request-otp"])
        {
            routes.MapPost(path, ResendAsync).LimitedBy(Limit.Code).WithTags("Accounts").WithSummary("Have another code sent, once a minute")
                .Produces<Told>().ProducesProblem(400).ProducesProblem(429);
        }

        routes.MapPost("/password-reset", RequestResetAsync).LimitedBy(Limit.Code).WithTags("Accounts").WithSummary("Have a code sent that lets one choose a new password")
            .Produces<Told>().ProducesProblem(400).ProducesProblem(429);
        routes.MapPost("/password-reset/confirm", ConfirmResetAsync).LimitedBy(Limit.Code).WithTags("Accounts").WithSummary("Choose a new password; every session ends")
            .Produces<Told>().ProducesProblem(400).ProducesProblem(429);
    }

    private static async Task<IResult> SignUpAsync(SignUpRequest body, SignUp signUp, AttemptLimits limits, CancellationToken cancellationToken)
    {
        if (Missing(("username", body.Username), ("email", body.Email), ("password", body.Password), ("name", body.Name)) is { } problem)
            return problem;
        if (limits.Take(AttemptKind.SignUp, body.Email!) is { } tooMany)
            return tooMany;
        var (user, errors) = await signUp.CreateAsync(new(body.Username!, body.Email!, body.Name!, body.Password!), cancellationToken);
        return user is null
            ? Problem.Invalid([.. errors])
            : Results.Created((string?)null, new SignedUp(user.Id, user.UserName!, user.Email!, user.Name));
    }

    private static async Task<IResult> VerifyAsync(
        CodeRequest body, EmailVerification verification, TokenSessions sessions, AttemptLimits limits, HttpContext context, CancellationToken cancellationToken)
    {
        if (Missing(("email", body.Email), ("otp", body.Otp)) is { } problem)
            return problem;
        if (limits.Take(AttemptKind.CheckCode, body.Email!) is { } tooMany)
            return tooMany;
        if (await verification.VerifyAsync(body.Email!, body.Otp!, cancellationToken) is not { } user)
            return Problem.Invalid([CodeErrors.Wrong]);
        var tokens = await sessions.StartAsync(user, context.Request.UserAgent(), cancellationToken);
        return Results.Ok(new Verified(tokens.Access, tokens.Refresh, "Email verified."));
    }

    private static async Task<IResult> ResendAsync(EmailRequest body, EmailVerification verification, AttemptLimits limits, CancellationToken cancellationToken)
    {
        if (Missing(("email", body.Email)) is { } problem)
            return problem;
        if (limits.Take(AttemptKind.SendCode, body.Email!) is { } tooMany)
            return tooMany;
        return await verification.ResendAsync(body.Email!, cancellationToken) is { } wait
            ? Problem.TooSoon("A code was sent a moment ago. Wait before asking for another.", wait)
            : Results.Ok(new Told("If this address waits to be verified, a code is on its way."));
    }

    private static async Task<IResult> RequestResetAsync(EmailRequest body, PasswordReset reset, AttemptLimits limits, CancellationToken cancellationToken)
    {
        if (Missing(("email", body.Email)) is { } problem)
            return problem;
        if (limits.Take(AttemptKind.SendCode, body.Email!) is { } tooMany)
            return tooMany;
        await reset.RequestAsync(body.Email!, cancellationToken);
        return Results.Ok(new Told("If an account has this address, a code is on its way."));
    }

    private static async Task<IResult> ConfirmResetAsync(ResetRequest body, PasswordReset reset, AttemptLimits limits, CancellationToken cancellationToken)
    {
        if (Missing(("email", body.Email), ("otp", body.Otp), ("password", body.Password)) is { } problem)
            return problem;
        if (limits.Take(AttemptKind.CheckCode, body.Email!) is { } tooMany)
            return tooMany;
        var errors = await reset.ConfirmAsync(body.Email!, body.Otp!, body.Password!, cancellationToken);
        return errors.Count > 0 ? Problem.Invalid([.. errors]) : Results.Ok(new Told("The password is changed. Log in with it."));
    }

    private static Problem? Missing(params (string Field, string? Value)[] fields)
    {
        var missing = fields.Where(field => string.IsNullOrWhiteSpace(field.Value))
            .Select(field => new FieldError(field.Field, "This field is required."));
        var endless = fields.Where(field => field.Value?.Length > TooLong)
            .Select(field => new FieldError(field.Field, $"At most {TooLong} characters."));
        return missing.Concat(endless).ToArray() is { Length: > 0 } errors ? Problem.Invalid(errors) : null;
    }

    internal sealed record SignUpRequest(string? Username, string? Email, string? Password, string? Name);

    internal sealed record CodeRequest(string? Email, string? Otp);

    internal sealed record EmailRequest(string? Email);

    internal sealed record ResetRequest(string? Email, string? Otp, string? Password);

    internal sealed record SignedUp(Guid Id, string Username, string Email, string Name);

    internal sealed record Verified(string Access, string Refresh, string Detail);

    internal sealed record Told(string Detail);
}
