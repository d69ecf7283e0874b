using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;

namespace Pixeli.Web.Search;

/// <summary>The names of the events and people that a search's address tells by their ids and user names.</summary>
internal sealed class SearchNames
{
    private readonly Dictionary<(string Field, string Value), string> _names = [];

    /// <summary>As people know it; what has no name, or is not for the caller to know, as it was given.</summary>
    public string Of(string field, string value) => _names.GetValueOrDefault((field, Key(value)), value);

    public static async Task<SearchNames> OfAsync(
        List<KeyValuePair<string, string>> asked, PixeliDb db, EventQueries events, Caller caller, CancellationToken cancellationToken)
    {
        var names = new SearchNames();
        if (Ids(asked, "event") is { Count: > 0 } eventIds)
        {
            foreach (var (id, title) in await events.TitlesAsync(eventIds, caller, cancellationToken))
                names._names[("event", Key(id.ToString()))] = title;
        }

        var people = Ids(asked, "photographer_id");
        var usernames = asked.Where(pair => pair.Key == "tagged").SelectMany(pair => SearchChips.Parts(pair.Value)).Select(Key).ToList();
        if (people.Count + usernames.Count > 0)
        {
            var found = await db.Users.Where(user => people.Contains(user.Id) || usernames.Contains(user.NormalizedUserName!))
                .Select(user => new { user.Id, Username = user.NormalizedUserName!, user.Name }).ToListAsync(cancellationToken);
            foreach (var person in found)
                (names._names[("photographer_id", Key(person.Id.ToString()))], names._names[("tagged", person.Username)]) = (person.Name, person.Name);
        }

        return names;
    }

    private static List<Guid> Ids(List<KeyValuePair<string, string>> asked, string field) =>
        [.. asked.Where(pair => pair.Key == field && Guid.TryParse(pair.Value, out _)).Select(pair => Guid.Parse(pair.Value))];

    // As user names are normalised: their own spelling and that of the filter do not matter.
    private static string Key(string value) => value.TrimStart('@').ToUpperInvariant();
}
