using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts.People;
using Pixeli.Data;
using Pixeli.Hosting.Paging;
using Pixeli.Media;

namespace Pixeli.Accounts.Administration;

/// <summary>Which accounts an administrator looks for.</summary>
/// <param name="Named">The beginning of a name or an e-mail address; null for any.</param>
/// <param name="Role">Null for any.</param>
public sealed record AccountFilter(string? Named, Role? Role);

/// <summary>Reads accounts for administrators.</summary>
public sealed class AccountList(PixeliDb db, MediaUrls urls)
{
    /// <summary>Newest first. One statement, streamed.</summary>
    public async IAsyncEnumerable<AccountItem> List(AccountFilter filter, PageKey? after, int? limit)
    {
        var people = db.Users.AsNoTracking();
        if (filter.Role is { } role)
            people = people.Where(user => user.Role == role);
        if (!string.IsNullOrWhiteSpace(filter.Named))
        {
            var (ids, address) = (db.IdsOfPeopleNamed(filter.Named), NameWords.Folded(filter.Named.Trim()));
            people = people.Where(user => ids.Contains(user.Id) || user.NormalizedEmail!.StartsWith(address));
        }

        if (after is { Instant: var instant, Id: var id })
            people = people.Where(user => user.CreatedAt <= instant && (user.CreatedAt < instant || user.Id < id));
        people = people.OrderByDescending(user => user.CreatedAt).ThenByDescending(user => user.Id).AtMost(limit);
        await foreach (var row in Rows(people).AsAsyncEnumerable())
            yield return row.ToItem(urls);
    }

    /// <summary>One account, or null.</summary>
    public async Task<AccountItem?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await Rows(db.Users.AsNoTracking().Where(user => user.Id == id)).FirstOrDefaultAsync(cancellationToken))?.ToItem(urls);

    private static IQueryable<AccountRow> Rows(IQueryable<User> people) => people.Select(user => new AccountRow(
        user.Id, user.UserName!, user.Email!, user.Name, user.PictureVersion, user.Role, user.EmailConfirmed && user.DisabledAt == null, user.CreatedAt));
}
