using System.Text.RegularExpressions;
using Pixeli.Web.Texts;

namespace Pixeli.Tests.Web;

public sealed partial class TextsOfThePages
{
    private static readonly Dictionary<string, string> English = Wording.Read("en");

    [Fact]
    public void Every_text_a_page_names_is_there() =>
        Assert.Equal([], Sources().SelectMany(NamesIn).Where(name => !English.ContainsKey(name) && !English.ContainsKey($"{name}.other")).Distinct().Order());

    [Theory]
    [InlineData(1, "1 photo")]
    [InlineData(2, "2 photos")]
    [InlineData(12345, "12,345 photos")]
    public void A_number_takes_its_form(long count, string text) => Assert.Equal(text, new Wording(English).Count("words.photos", count));

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

    private static IEnumerable<string> NamesIn(string source) => Named().Matches(source).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Sources() => SourceTree.Pages("*.razor", "*.cs").Select(File.ReadAllText);

    // T["area.name" …], texts["area.name" …], T.Count("area.name" …
    [GeneratedRegex("""\b(?:T|texts)(?:\.Count\(|\[)"([a-z][A-Za-z]*\.[A-Za-z0-9.]+)"[,\])]""")]
    private static partial Regex Named();
}
