using System.Text.RegularExpressions;

namespace Pixeli.Tests.Configuration;

/// <summary>
/// The tables of docs/configuration.md are written from the options classes, each between the two marks of its section; the words around
/// them are written by hand. PIXELI_APPROVE=1 writes the tables anew.
/// </summary>
public sealed partial class ConfigurationReference
{
    private static readonly string Page = SourceTree.Of("docs", "configuration.md");

    [Fact]
    public async Task The_tables_are_what_the_options_classes_say()
    {
        var page = await File.ReadAllTextAsync(Page);
        var options = await BoundOptions.OfTheProgramAsync();

        var written = Table().Replace(page, table => $"{table.Groups["begin"].Value}\n\n{Write(options, table.Groups["section"].Value)}\n{table.Groups["end"].Value}");

        if (Environment.GetEnvironmentVariable("PIXELI_APPROVE") == "1")
            await File.WriteAllTextAsync(Page, written);
        Assert.Equal(await File.ReadAllTextAsync(Page), written);
    }

    [Fact]
    public async Task No_options_class_is_missing()
    {
        var described = Table().Matches(await File.ReadAllTextAsync(Page)).Select(table => table.Groups["section"].Value).Order(StringComparer.Ordinal);
        var bound = (await BoundOptions.OfTheProgramAsync()).Keys.Order(StringComparer.Ordinal).ToList();

        Assert.True(bound.Count >= 13, $"Only {bound.Count} bound options classes were found: the test compares nothing.");
        Assert.Equal(bound, described);
    }

    [Fact]
    public async Task Every_setting_says_what_it_means()
    {
        var settings = (await BoundOptions.OfTheProgramAsync()).SelectMany(section => SettingsOf.Class(section.Value)).ToList();

        Assert.Equal([], settings.Where(setting => setting.Meaning.Length == 0).Select(setting => setting.Name));
    }

    private static string Write(IReadOnlyDictionary<string, Type> options, string section)
    {
        Assert.True(options.TryGetValue(section, out var type), $"No options class is bound to {section}.");
        var lines = SettingsOf.Class(type).Select(setting => $"| {setting.Name} | {setting.Kind} | {setting.Default} | {setting.Range} | {setting.Meaning} |\n");
        return "| setting | type | default | range | meaning |\n|---|---|---|---|---|\n" + string.Concat(lines);
    }

    [GeneratedRegex("(?<begin><!-- written from the options of (?<section>[A-Za-z:]+) -->)\n.*?(?<end><!-- end -->)", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Table();
}
