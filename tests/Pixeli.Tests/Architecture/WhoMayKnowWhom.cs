using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Pixeli.Tests.Architecture;

/// <summary>Reads the compiled program: which feature uses which, and whether only what is public there.</summary>
public sealed partial class WhoMayKnowWhom
{
    private const string Anything = "*";

    /// <summary>What every feature stands on. None of it knows a feature.</summary>
    private static readonly string[] Foundation = ["Data", "Hosting", "Imaging", "Storage", "Vision"];

    /// <summary>A new feature gets its line here, with as few names as it can live with.</summary>
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        [""] = [Anything], // Program and ServeCommand put everything together
        ["Web"] = [Anything], // pages show every feature
        ["Data"] = [],
        ["Hosting"] = [],
        ["Storage"] = [],
        ["Mail"] = [],
        ["Accounts"] = ["Mail", "Media"], // a code is mailed; a person has a picture
        ["Events"] = ["Accounts", "Media", "Notifications", "Photos"], // a cover is a photo, a count respects the photos' permissions
        ["Photos"] = ["Accounts", "Events", "Media", "Notifications"],
        ["Notifications"] = ["Accounts", "Media"], // who did it has a picture
        ["Engagement"] = ["Accounts", "Media", "Notifications", "Photos"],
        ["Sharing"] = ["Accounts", "Events", "Media", "Photos"],
        ["Search"] = ["Accounts", "Events", "Photos", "Tagging"], // pictures are found by their vectors
        ["Profiles"] = ["Accounts", "Events", "Media", "Photos", "Uploads"], // what a person has, and a picture that comes in like a photo
        ["Media"] = ["Accounts", "Photos"], // a picture is served to who may read its photo
        ["Uploads"] = ["Accounts", "Events", "Notifications", "Photos"],
        ["Processing"] = ["Media", "Photos"],
        ["Tagging"] = ["Accounts", "Media", "Photos"], // administrators choose what is seen in the previews of photos
        ["FindMe"] = ["Accounts", "Events", "Media", "Notifications", "Photos", "Tagging", "Uploads"], // a selfie comes in like a photo
        ["Importing"] = ["Accounts", "Events", "Photos", "Uploads"],
        ["Operations"] = ["Accounts", "Events", "Mail", "Media", "Photos"], // an administrator's look at all of it
        ["Demo"] = ["Accounts", "Events", "Photos", "Uploads"],
    };

    private static readonly AssemblyDefinition Program = AssemblyDefinition.ReadAssembly(typeof(Data.PixeliDb).Assembly.Location);

    private static readonly List<Use> Uses =
        [.. Program.MainModule.GetTypes().Where(type => Feature(type) is not null).SelectMany(CompiledType.Uses).Where(use => Feature(use.Target) is not null)];

    [Fact]
    public void Features_know_only_those_they_may() => Assert.Equal([], Lines(
        from use in Uses
        let user = Feature(use.Source)!
        let used = Feature(use.Target)!
        where user != used && !Foundation.Contains(used) && !(MayKnow.TryGetValue(user, out var known) && (known.Contains(used) || known.Contains(Anything)))
        select $"{user} must not know {used}: {Name(use.Source)} uses {Name(use.Target)}"));

    [Fact]
    public void Features_use_only_what_others_made_public() => Assert.Equal([], Lines(
        from use in Uses
        let user = Feature(use.Source)!
        let used = Feature(use.Target)!
        where user != used && user.Length > 0 && !Foundation.Contains(used) && !use.IsPublic
        select $"{Name(use.Source)} uses {Name(use.Target)}{use.Member}, which is internal to {used}"));

    [Fact]
    public void The_foundation_knows_no_feature() => Assert.Equal([], Lines(
        from use in Uses
        where Foundation.Contains(Feature(use.Source)!) && !Foundation.Contains(Feature(use.Target)!)
        select $"{Name(use.Source)} uses {Name(use.Target)}"));

    [Fact]
    public void Every_feature_has_its_line_in_the_table() =>
        Assert.Equal([], Program.MainModule.GetTypes().Select(Feature).OfType<string>().Distinct().Except(MayKnow.Keys));

    [Fact]
    public void Imaging_knows_neither_the_web_nor_the_database()
    {
        var imaging = AssemblyDefinition.ReadAssembly(typeof(Pixeli.Imaging.PhotoRenderer).Assembly.Location);

        Assert.DoesNotContain(imaging.MainModule.AssemblyReferences, reference =>
            reference.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || reference.Name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            || reference.Name == "Pixeli");
    }

    [Fact]
    public void No_type_is_called_what_says_nothing()
    {
        string[] empty = ["Helper", "Helpers", "Manager", "Util", "Utils", "Utility", "Utilities", "Common", "Base"];

        Assert.Equal([], Program.MainModule.GetTypes()
            .Where(type => Feature(type) is not null && !type.Name.Contains('<', StringComparison.Ordinal))
            .Where(type => Words().Matches($"{type.Namespace}.{type.Name}").Any(word => empty.Contains(word.Value)))
            .Select(type => type.FullName));
    }

    private static IEnumerable<string> Lines(IEnumerable<string> lines) => lines.Distinct().Order(StringComparer.Ordinal);

    /// <summary>The first part of the namespace below Pixeli; empty for Pixeli itself; null for types that are not ours.</summary>
    private static string? Feature(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        var parts = type.Namespace.Split('.');
        return parts[0] == "Pixeli" ? parts.ElementAtOrDefault(1) ?? "" : null;
    }

    // Compiler-made types and lambdas are told under the type that a person wrote.
    private static string Name(TypeReference type)
    {
        while (type.DeclaringType is { } outer && (type.Name.Contains('<', StringComparison.Ordinal) || type is TypeDefinition { IsNestedPrivate: true }))
            type = outer;
        return type.FullName["Pixeli.".Length..];
    }

    [GeneratedRegex("[A-Z][a-z0-9]+")]
    private static partial Regex Words();
}
