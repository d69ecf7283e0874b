using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Accounts.People;

internal static class PeopleNamed
{
    private const int MostWords = 8;
    private const string LastCharacter = "\U0010FFFF";

    /// <summary>Ids of people of whom every typed word begins the user name or a word of the name.</summary>
    public static IQueryable<Guid> IdsOfPeopleNamed(this PixeliDb db, string typed)
    {
        var ids = db.Users.Select(user => user.Id);
        var words = db.UserWords;
        foreach (var word in NameWords.In(typed).Distinct().Take(MostWords))
        {
            // A range instead of LIKE: it finds its way by the index on both databases, and knows no wildcards.
            var end = word + LastCharacter;
            var found = words.Where(row => string.Compare(row.Word, word) >= 0 && string.Compare(row.Word, end) < 0).Select(row => row.UserId);
            ids = ids.Where(id => found.Contains(id));
        }

        return ids;
    }
}
