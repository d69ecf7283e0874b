using Microsoft.AspNetCore.Mvc;
using Pixeli.Accounts;
using Pixeli.Accounts.Administration;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;
using Pixeli.Operations;
using Pixeli.Photos;

namespace Pixeli.Web;

/// <summary>What the administration's plain forms do; each ends on its page again.</summary>
internal static class AdminForms
{
    public const string ChangePerson = "/admin/people/change";
    public const string Retry = "/admin/processing/retry";
    public const string RetryAll = "/admin/processing/retry-all";

    private const string People = "/admin/people";
    private const string Processing = "/admin/processing";

    public static void MapAdminForms(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("").RequireAuthorization().DisableAntiforgery().ExcludeFromDescription()
            .AddEndpointFilter(async (context, next) => Caller.Of(context.HttpContext) is { IsAdministrator: true } ? await next(context) : Problem.Forbidden());
        forms.MapPost(ChangePerson, ChangeAsync);
        forms.MapPost(Retry, RetryAsync);
        forms.MapPost(RetryAll, RetryAllAsync);
    }

    private static async Task<IResult> ChangeAsync(
        [FromForm] Guid id, [FromForm] string? role, [FromForm] bool? active, [FromForm] string? back, AccountChanges changes, CancellationToken cancellationToken)
    {
        Role? wanted = null;
        if (role is not null)
        {
            if (!WireCode<Role>.TryParse(role, out var known))
                return Problem.Invalid("role", $"One of {WireCode<Role>.All}.");
            wanted = known;
        }

        var problem = await changes.ChangeAsync(id, wanted, active, cancellationToken);
        var page = LocalPath.Or(back, People);
        return problem switch
        {
            null => TypedResults.Redirect(page),
            { StatusCode: StatusCodes.Status409Conflict } => TypedResults.Redirect($"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}problem=last"),
            _ => problem,
        };
    }

    private static async Task<IResult> RetryAsync([FromForm] Guid id, PhotoEdits photos, Caller caller, CancellationToken cancellationToken) =>
        await photos.RetryAsync(id, caller, cancellationToken) is { } problem and not { StatusCode: StatusCodes.Status409Conflict }
            ? problem
            : TypedResults.Redirect($"{Processing}?retried=1");

    private static async Task<IResult> RetryAllAsync(FailedPhotos failed, CancellationToken cancellationToken) =>
        TypedResults.Redirect($"{Processing}?retried={await failed.RetryAllAsync(cancellationToken)}");
}
