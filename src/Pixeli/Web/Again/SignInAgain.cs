using Microsoft.AspNetCore.Http.HttpResults;
using Pixeli.Accounts;
using Pixeli.Accounts.SignIn;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;
using Pixeli.Web.Shared;
using Pixeli.Web.Texts;

namespace Pixeli.Web.Again;

/// <summary>Signs in who sent a form and was signed out by then; the browser sends the form after that, by a redirect that keeps the body.</summary>
internal static class SignInAgain
{
    public const string Username = Prefix + "username";
    public const string Secret = Prefix + "secret";

    private const string Path = "/login/again";
    private const string Prefix = "again.";

    /// <param name="to">Where the form goes.</param>
    public static string For(string to) => $"{Path}?to={Uri.EscapeDataString(to)}";

    /// <summary>True for what is for signing in, and no part of the form that is sent.</summary>
    public static bool IsOwn(string field) => field.StartsWith(Prefix, StringComparison.Ordinal);

    public static void MapSignInAgain(this IEndpointRouteBuilder routes)
    {
        var again = routes.MapGroup(Path).DisableAntiforgery().ExcludeFromDescription();
        again.MapPost("", SignInAsync);
        again.MapGet("", () => TypedResults.Redirect("/login")); // a reload, or an address that was kept
    }

    private static async Task<IResult> SignInAsync(string? to, PasswordSignIn passwords, WebSessions sessions, Wording texts, Words words, HttpContext context)
    {
        var (target, form) = (LocalPath.Or(to), await context.Request.ReadFormAsync(context.RequestAborted));
        var (user, wait) = await passwords.CheckAsync(form[Username].ToString().Trim(), form[Secret].ToString(), context);
        if (user is not null)
        {
            await sessions.SignInAsync(context, user.Id);
            return TypedResults.LocalRedirect(target, permanent: false, preserveMethod: true); // RFC 9110, section 15.4.8: 307 keeps method and body
        }

        if (wait is { } left)
            context.Response.Headers.RetryAfter = Problem.Seconds(left);
        return new RazorComponentResult<SignedOutPage>(new
        {
            To = target,
            Sent = await KeptForm.OfAsync(context.Request),
            Username = form[Username].ToString(),
            Problem = wait is null ? texts["account.noMatch"] : texts["account.tooManyTries", ("wait", words.Minutes(wait.Value))],
        })
        {
            StatusCode = wait is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status429TooManyRequests,
        };
    }
}
