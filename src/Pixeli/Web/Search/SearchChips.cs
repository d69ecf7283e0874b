using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Pixeli.Web.Texts;

namespace Pixeli.Web.Search;

/// <summary>A filter that is set, in words, and the search without it.</summary>
internal sealed record SearchChip(string Field, string Words, string HrefWithout);

/// <summary>Tells the filters of a search's address apart.</summary>
internal static class SearchChips
{
    public const string Page = "/search";

    private static readonly (string Field, string Text, string Value)[] Fields =
    [
        ("event", "search.chipEvent", "event"), ("event_name", "search.chipEvent", "event"),
        ("photographer_id", "search.chipBy", "name"), ("photographer_name", "search.chipBy", "name"),
        ("date_from", "search.chipFrom", "day"), ("date_to", "search.chipTo", "day"), ("tags", "search.chipTag", "tag"), ("tagged", "search.chipWith", "name"),
    ];

    /// <summary>Those that are on or off.</summary>
    public static readonly (string Field, string Text, string Icon)[] Switches = [("mine", "search.chipMine", "circle-user"), ("liked", "search.chipLiked", "heart")];

    private static readonly HashSet<string> Known = ["q", .. Switches.Select(field => field.Field), .. Fields.Select(field => field.Field)];

    /// <summary>What was asked for, without empty fields.</summary>
    public static List<KeyValuePair<string, string>> Asked(IQueryCollection query) =>
        [.. query.Where(field => Known.Contains(field.Key)).SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value?.Trim() ?? "")).Where(field => field.Value.Length > 0)];

    /// <summary>The filters that are set. Tags and people are one filter each; what has a name is told by it.</summary>
    public static IEnumerable<SearchChip> Of(List<KeyValuePair<string, string>> asked, SearchNames names, Wording texts)
    {
        foreach (var (field, text, value) in Fields)
        {
            var isList = field is "tags" or "tagged";
            foreach (var given in asked.Where(pair => pair.Key == field))
            {
                string[] parts = isList ? Parts(given.Value) : [given.Value];
                foreach (var part in parts)
                {
                    var rest = parts.Where(other => other != part).ToList();
                    var without = asked.Where(pair => !pair.Equals(given));
                    if (rest.Count > 0)
                        without = without.Append(KeyValuePair.Create(field, string.Join(',', rest)));
                    var shown = field is "date_from" or "date_to" && DateTime.TryParse(part, CultureInfo.InvariantCulture, out var day)
                        ? texts.Date("day", day)
                        : names.Of(field, part);
                    yield return new(field, texts[text, (value, shown)], Href(Page, without));
                }
            }
        }

        foreach (var (field, text, _) in Switches.Where(given => asked.Any(pair => pair.Key == given.Field)))
            yield return new(field, texts[text], Href(Page, asked.Where(pair => pair.Key != field)));
    }

    public static bool IsSwitch(string field) => Switches.Any(given => given.Field == field);

    public static string[] Parts(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string Href(string path, IEnumerable<KeyValuePair<string, string>> fields) => $"{path}{new QueryBuilder(fields).ToQueryString()}";
}
