using System.Text.RegularExpressions;
using Pixeli.Web.Texts;

namespace Pixeli.Tests.Web;

public sealed partial class TextsOfThePages
{
    private static readonly Dictionary<string, string> English = Wording.Read("en");

    [Fact]
    public void Every_text_a_page_names_is_there()
    {
        var areas = Keys().Select(AreaOf).ToHashSet();

        Assert.Equal([], Sources().SelectMany(NamesIn).Where(name => areas.Contains(AreaOf(name))).Except(Keys()).Except(BeginningsIn(Sources())).Order());
    }

    [Fact]
    public void Every_text_is_used()
    {
        var (named, beginnings) = (Sources().SelectMany(NamesIn).Concat(SourceTree.Islands().Select(File.ReadAllText).SelectMany(UsedByIsland)).ToHashSet(), BeginningsIn(Sources()).ToList());

        Assert.Equal([], Keys().Where(key => AreaOf(key) != "language" && !named.Contains(key) && !beginnings.Any(begin => key.StartsWith(begin, StringComparison.Ordinal))).Order());
    }

    [Theory]
    [InlineData(1, "1 photo")]
    [InlineData(2, "2 photos")]
    [InlineData(12345, "12,345 photos")]
    public void A_number_takes_its_form(long count, string text) => Assert.Equal(text, new Wording(English).Count("words.photos", count));

    [Fact]
    public void Numbers_within_a_text_are_written_in_the_language() =>
        Assert.Equal("10,018 in 2 events", new Wording(English).Count("me.photosInEvents", 2, ("photos", 10_018)));

    [Fact]
    public void A_value_is_never_taken_for_a_placeholder() => Assert.Equal(
        "Photo by {when}, today",
        new Wording(English)["words.alt", ("name", "{when}"), ("when", "today")]);

    [Theory]
    [InlineData("en", 0, "other")]
    [InlineData("fr", 0, "one")]
    [InlineData("ja", 1, "other")]
    [InlineData("cs", 3, "few")]
    [InlineData("pl", 22, "few")]
    [InlineData("pl", 12, "many")]
    [InlineData("ru", 21, "one")]
    [InlineData("sl", 102, "two")]
    public void Languages_have_their_forms(string language, long count, string form) => Assert.Equal(form, Plurals.FormOf(language, count));

    [Fact]
    public void Dates_are_written_in_the_language()
    {
        var german = new Dictionary<string, string>(English)
        {
            ["language.months"] = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
            ["language.day"] = "d. MMMM yyyy",
        };

        Assert.Equal("12. Mai 2026", new Wording(german).Date("day", new(2026, 5, 12, 0, 0, 0, DateTimeKind.Utc)));
    }

    /// <summary>The texts by name; the forms of a plural are one.</summary>
    private static IEnumerable<string> Keys() => English.Keys.Select(key => PluralForm().Replace(key, "")).Distinct();

    private static string AreaOf(string name) => name[..name.IndexOf('.', StringComparison.Ordinal)];

    private static IEnumerable<string> NamesIn(string source) => Named().Matches(source).Select(match => match.Groups[1].Value);

    /// <summary>Beginnings of names whose end is put together when the page is made.</summary>
    private static IEnumerable<string> BeginningsIn(IEnumerable<string> sources) =>
        sources.SelectMany(source => Beginning().Matches(source)).Select(match => match.Groups[1].Value + match.Groups[2].Value);

    /// <summary>What an island takes of its areas: <c>import { upload as texts } from "texts"</c>, then <c>texts.waiting</c>.</summary>
    private static IEnumerable<string> UsedByIsland(string source) =>
        from import in Imported().Matches(source)
        from part in import.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let names = part.Split(" as ")
        from use in Regex.Matches(source, $@"\b{names[^1]}\??\.(\w+)")
        select $"{names[0]}.{use.Groups[1].Value}";

    private static IEnumerable<string> Sources() => SourceTree.Pages("*.razor", "*.cs").Select(File.ReadAllText);

    [GeneratedRegex("\"([a-z][A-Za-z]*\\.[A-Za-z][A-Za-z0-9-]*)\"")]
    private static partial Regex Named();

    [GeneratedRegex("\\$\"([a-z][A-Za-z]*\\.[A-Za-z-]*)\\{|Meanings=\"([a-z]+\\.[A-Za-z]+)\"")]
    private static partial Regex Beginning();

    [GeneratedRegex("import \\{([^}]*)\\} from \"texts\"")]
    private static partial Regex Imported();

    [GeneratedRegex("\\.(one|two|few|many|other)$")]
    private static partial Regex PluralForm();
}
