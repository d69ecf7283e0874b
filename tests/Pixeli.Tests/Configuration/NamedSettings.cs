using System.Text.RegularExpressions;

namespace Pixeli.Tests.Configuration;

/// <summary>Settings that the files of deploy/ make and the documentation names are settings that there are: a wrong name says nothing at the start.</summary>
public sealed partial class NamedSettings
{
    [Fact]
    public async Task Each_is_one_of_an_options_class()
    {
        var known = (await BoundOptions.OfTheProgramAsync())
            .SelectMany(section => SettingsOf.Class(section.Value).Select(setting => $"^{section.Key.Replace(":", "__", StringComparison.Ordinal)}__{Pattern(setting)}$"))
            .Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant)).ToList();
        var named = new List<(string File, string Name)>();
        foreach (var file in Directory.EnumerateFiles(SourceTree.Of("deploy"), "*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(SourceTree.Of("docs"), "*.md", SearchOption.AllDirectories)).Append(SourceTree.Of("README.md")))
            named.AddRange(Named().Matches(await File.ReadAllTextAsync(file)).Select(name => (Path.GetFileName(file), name.Value)));

        Assert.True(named.Count > 20, $"Only {named.Count} settings were found: the test compares nothing.");
        Assert.Equal([], named.Where(name => !known.Any(pattern => pattern.IsMatch(name.Name))));
    }

    // `Trusted__0`, … and `{name}__ClientId` as the reference has them.
    private static string Pattern(Setting setting) =>
        setting.Name.Split('`')[1].Replace("{name}", "[A-Za-z]+", StringComparison.Ordinal).Replace("__0", "__[0-9]+", StringComparison.Ordinal)
        + (setting.Kind.Contains("`Count`", StringComparison.Ordinal) ? "__(Count|Window)" : "");

    [GeneratedRegex("Pixeli__[A-Za-z]+__[A-Za-z0-9_]*[A-Za-z0-9]")]
    private static partial Regex Named();
}
