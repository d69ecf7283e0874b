using System.Text.RegularExpressions;
using Pixeli.Imaging;

namespace Pixeli.Tests.Configuration;

/// <summary>Which options class is bound to which section, as the features of the program say: nobody has to keep a list.</summary>
internal static partial class BoundOptions
{
    public static async Task<IReadOnlyDictionary<string, Type>> OfTheProgramAsync()
    {
        var classes = new[] { typeof(Program).Assembly, typeof(ImagingOptions).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal)).ToLookup(type => type.Name, StringComparer.Ordinal);
        var bound = new Dictionary<string, Type>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(SourceTree.Of("src", "Pixeli"), "*.cs", SearchOption.AllDirectories))
        {
            foreach (Match binding in Binding().Matches(await File.ReadAllTextAsync(file)))
                bound.Add(binding.Groups["section"].Value, classes[binding.Groups["type"].Value].Single());
        }

        return bound;
    }

    [GeneratedRegex("""AddOptions<(?<type>\w+)>\(\)\s*\.BindConfiguration\("(?<section>[A-Za-z:]+)"\)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Binding();
}
