using System.Text.RegularExpressions;

namespace Pixeli.Tests.Web;

/// <summary>Whatever people read in a page is in <c>Web/Texts</c>, so that another language is one more file.</summary>
public sealed partial class LiteralsInPages
{
    /// <summary>Names, which are the same in every language.</summary>
    private static readonly string[] Allowed = ["Pixel-i"];

    [Fact]
    public void Pages_say_nothing_in_words_of_their_own() =>
        Assert.Equal([], Complaints(SourceTree.Pages("*.razor"), source => [.. Markup.WordsOfRazor(source), .. Sentences(source)]));

    [Fact]
    public void Islands_say_nothing_in_words_of_their_own() => Assert.Equal([], Complaints(
        SourceTree.Islands().Where(path => !path.EndsWith(".test.ts", StringComparison.Ordinal)),
        script => WordsOfScript(ScriptComment().Replace(script, ""))));

    [Theory]
    [InlineData("<p>Hello there</p>", "Hello there")]
    [InlineData("<p>@Name wrote this</p>", "… wrote this")]
    [InlineData("""<a title="More" href="/about">@T["x.y"]</a>""", "More")]
    [InlineData("""<img alt="Photo of @Name" src="@Url" />""", "Photo of …")]
    [InlineData("""<Field Label="User name" Name="Form.Name" />""", "User name")]
    [InlineData("""@if (a > b) { <b>Big</b> } else { <b>@T["x.small"]</b> }""", "Big")]
    [InlineData("""<p>@(Saved ? "It is saved." : null)</p>""", "It is saved.")]
    public void A_literal_is_found(string razor, string words) => Assert.Equal([words], [.. Markup.WordsOfRazor(razor), .. Sentences(razor)]);

    [Theory]
    [InlineData("""@* A comment *@<p class="soft small">@T["a.b", ("n", Words.Of(x))] · @(x ? "one" : null)</p>""")]
    [InlineData("""@foreach (var day in Days.Where(d => d.Name == "Some day")) { var wire = Code.Of(day); <li>@day.Key!.Value</li> }""")]
    [InlineData("<p>&nbsp;·&hellip;</p>\n@code {\n  private const int Most = 3;\n}")]
    public void Code_is_none(string razor) => Assert.Empty(Markup.WordsOfRazor(razor));

    [Theory]
    [InlineData("element.innerHTML = `<p>Hello there</p>`;", "Hello there")]
    [InlineData("element.innerHTML = `<p title=\"More\">${texts.x}</p>`;", "More")]
    [InlineData("element.textContent = \"Done\";", "Done")]
    [InlineData("element.setAttribute(\"aria-label\", \"Close it\");", "Close it")]
    public void A_literal_of_an_island_is_found(string script, string words) => Assert.Equal([words], WordsOfScript(script));

    private static IEnumerable<string> WordsOfScript(string source) =>
    [
        .. Templates().Matches(source).Where(template => template.Value.Contains('<', StringComparison.Ordinal)).SelectMany(template => Markup.WordsOfHtml(template.Value.Trim('`'))),
        .. Told().Matches(source).Select(told => told.Groups[1].Value),
    ];

    private static IEnumerable<string> Complaints(IEnumerable<string> files, Func<string, IEnumerable<string>> wordsOf) =>
        from file in files
        from words in wordsOf(File.ReadAllText(file))
        where TwoLetters().IsMatch(Allowed.Aggregate(words, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal)))
        select $"{Path.GetFileName(file)}: {words}";

    /// <summary>Strings in a page's code that begin like a sentence and have several words.</summary>
    private static IEnumerable<string> Sentences(string source) => Sentence().Matches(Comment().Replace(source, "")).Select(match => match.Groups[1].Value);

    [GeneratedRegex("""(?<!throw new \w+\(\$?)(?<==|\(|\[|,|\?|:|>|\s)\$?"([A-Z][\w'’-]* [^"\n]*[a-z.][^"\n]*)"(?=\s*[,;:)\]}])""")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"@\*.*?\*@|//.*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"/\*.*?\*/|(?<=^|\s)//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex ScriptComment();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Templates();

    [GeneratedRegex("""(?:\.(?:textContent|innerText|title|placeholder|alt|ariaLabel) = |setAttribute\("(?:aria-label|title|placeholder|alt)", |textContent: )["'`]([^"'`$]*\p{L}\p{L}[^"'`$]*)["'`]""")]
    private static partial Regex Told();

    [GeneratedRegex(@"\p{L}\p{L}")]
    private static partial Regex TwoLetters();
}
