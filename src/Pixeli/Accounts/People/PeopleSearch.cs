using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Limits;
using Pixeli.Media;

namespace Pixeli.Accounts.People;

/// <summary>Finds people while somebody types their name.</summary>
internal static class PeopleSearch
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 50;

    public static void MapPeopleSearch(this IEndpointRouteBuilder routes) => routes.MapGet("/search", SearchAsync)
        .RequireAuthorization().LimitedBy(Limit.Search).WithTags("Accounts").WithSummary("Find people by the beginning of a name")
        .Produces<MiniUser[]>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(429);

    private static async Task<IResult> SearchAsync(
        string? q, string? limit, string? l, PixeliDb db, [FromServices] MediaUrls urls, CancellationToken cancellationToken)
    {
        var most = DefaultLimit;
        if ((limit ?? l) is { Length: > 0 } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most < 1))
            return Problem.Invalid("limit", "A number, at least 1.");
        if (string.IsNullOrWhiteSpace(q))
            return Results.Ok(Array.Empty<MiniUser>());
        if (q.Contains('\0', StringComparison.Ordinal))
            return Problem.Invalid("q", "Not a name.");
        var ids = db.IdsOfPeopleNamed(q);
        var people = await db.Users
            .Where(user => ids.Contains(user.Id) && user.EmailConfirmed && user.DisabledAt == null)
            .OrderBy(user => user.NormalizedUserName).Take(Math.Min(most, MaxLimit))
            .Select(user => new PersonRow(user.Id, user.UserName!, user.Name, user.PictureVersion)).ToListAsync(cancellationToken);
        return Results.Ok(people.Select(person => person.ToMini(urls)));
    }
}
