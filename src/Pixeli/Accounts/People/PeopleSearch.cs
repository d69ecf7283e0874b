using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Media;

namespace Pixeli.Accounts.People;

/// <summary>Finds people while somebody types their name.</summary>
internal static class PeopleSearch
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 50;

    public static void MapPeopleSearch(this IEndpointRouteBuilder routes) => routes.MapGet("/search", SearchAsync)
        .RequireAuthorization().WithTags("Accounts").WithSummary("Find people by the beginning of a name.")
        .Produces<MiniUser[]>().ProducesProblem(400).ProducesProblem(401);

    private static async Task<IResult> SearchAsync(
        string? q, string? limit, string? l, PixeliDb db, [FromServices] MediaUrls urls, CancellationToken cancellationToken)
    {
        var most = DefaultLimit;
        if ((limit ?? l) is { Length: > 0 } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MaxLimit))
            return Problem.Invalid("limit", $"A number from 1 to {MaxLimit}.");
        if (string.IsNullOrWhiteSpace(q))
            return Results.Ok(Array.Empty<MiniUser>());
        if (q.Contains('\0', StringComparison.Ordinal))
            return Problem.Invalid("q", "Not a name.");
        var ids = db.IdsOfPeopleNamed(q);
        var people = await db.Users
            .Where(user => ids.Contains(user.Id) && user.EmailConfirmed && user.DisabledAt == null)
            .OrderBy(user => user.NormalizedUserName).Take(most)
            .Select(user => new PersonRow(user.Id, user.UserName!, user.Name, user.PictureVersion)).ToListAsync(cancellationToken);
        return Results.Ok(people.Select(person => person.ToMini(urls)));
    }
}
