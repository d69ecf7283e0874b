using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Paging;

namespace Pixeli.Accounts.Administration;

/// <summary>The people of the site, for administrators.</summary>
internal static class AdministrationEndpoints
{
    public static void MapAdministration(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/users").RequireAuthorization().AddEndpointFilter(OnlyAdministratorsAsync)
            .WithTags("Accounts").ProducesProblem(401).ProducesProblem(403);
        users.MapGet("/", ListAsync).WithSummary("Everyone with an account, newest first").WithPages()
            .WithQuery(("q", "The beginning of a name, a user name or an address."), ("role", "admin, img or public.")).Produces<AccountItem[]>().ProducesProblem(400);
        users.MapPatch("/{id:guid}", ChangeAsync).WithSummary("Give a role, shut or open an account")
            .Produces<AccountItem>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static Task<IResult> ListAsync(string? q, string? role, AccountList accounts, HttpContext context)
    {
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return Task.FromResult<IResult>(problem!);
        if (q?.Contains('\0', StringComparison.Ordinal) == true)
            return Task.FromResult<IResult>(Problem.Invalid("q", "Not a name."));
        Role? wanted = null;
        if (!string.IsNullOrEmpty(role))
        {
            if (!WireCode<Role>.TryParse(role, out var known))
                return Task.FromResult<IResult>(UnknownRole());
            wanted = known;
        }

        return ListResult.OfAsync(
            context, page, limit => accounts.List(new(q, wanted), page.After, limit), last => new(last.DateJoined, last.Id));
    }

    private static async Task<IResult> ChangeAsync(
        Guid id, ChangeRequest body, AccountChanges changes, AccountList accounts, CancellationToken cancellationToken)
    {
        Role? role = null;
        if (body.Role.IsGiven)
        {
            if (!WireCode<Role>.TryParse(body.Role.Value, out var known))
                return UnknownRole();
            role = known;
        }

        if (body.IsActive is { IsGiven: true, Value: null })
            return Problem.Invalid("is_active", "Either true or false.");
        return await changes.ChangeAsync(id, role, body.IsActive.Value, cancellationToken)
            ?? (await accounts.FindAsync(id, cancellationToken) is { } item ? Results.Ok(item) : Problem.NotFound());
    }

    private static Problem UnknownRole() => Problem.Invalid("role", $"One of {WireCode<Role>.All}.");

    private static async ValueTask<object?> OnlyAdministratorsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Caller.Of(context.HttpContext) is { IsAdministrator: true } ? await next(context) : Problem.Forbidden();

    internal sealed record ChangeRequest(Optional<string?> Role, Optional<bool?> IsActive);
}
