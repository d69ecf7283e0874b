using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pixeli.Tests.Configuration;

/// <summary>What the XML documentation says about a property, as one line of Markdown; the compiler writes the file beside the assembly.</summary>
internal static partial class Summaries
{
    public static string Of(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        var file = XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{type.Assembly.GetName().Name}.xml"));
        var summary = file.Descendants("member").SingleOrDefault(member => (string?)member.Attribute("name") == $"P:{type.FullName}.{property.Name}")?.Element("summary");
        var text = string.Concat(summary?.Nodes().Select(Markdown) ?? []);
        return Blanks().Replace(text, " ").Trim().TrimEnd('.').Replace("|", @"\|", StringComparison.Ordinal);
    }

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{((string?)see.Attribute("cref"))?.Split('.')[^1]}`",
        _ => throw new InvalidOperationException($"The reference cannot show {node}."),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
