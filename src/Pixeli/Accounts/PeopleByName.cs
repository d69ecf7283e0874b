using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Accounts;

public static class PeopleByName
{
    /// <summary>The ids of people by their normalised (upper-case) user names; names nobody has are missing.</summary>
    public static Task<Dictionary<string, Guid>> PeopleByNameAsync(
        this PixeliDb db, IReadOnlyCollection<string> normalizedNames, CancellationToken cancellationToken) =>
        db.Users.Where(user => normalizedNames.Contains(user.NormalizedUserName!))
            .ToDictionaryAsync(user => user.NormalizedUserName!, user => user.Id, cancellationToken);
}
