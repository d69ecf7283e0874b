using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Pixeli.Web.Texts;

/// <summary>
/// The texts of the pages in the site's language, with its way to write dates and numbers: one file for each language, which the islands
/// are built from as well. A text is named by its area and name, as in <c>upload.waiting</c>.
/// </summary>
/// <remarks>A text that is missing is an exception: a test looks every name up that a page uses.</remarks>
public sealed partial class Wording
{
    private readonly FrozenDictionary<string, string> _texts;

    public Wording(IOptions<WebOptions> options)
        : this(Read(options.Value.Language))
    {
    }

    internal Wording(IEnumerable<KeyValuePair<string, string>> texts)
    {
        _texts = texts.ToFrozenDictionary(StringComparer.Ordinal);
        Culture = CultureOf(this);
    }

    /// <summary>The language's code, as in <c>lang</c> attributes.</summary>
    public string Language => this["language.code"];

    /// <summary>How dates and numbers are written.</summary>
    public CultureInfo Culture { get; }

    public string this[string name] => _texts[name];

    /// <summary>A text with its placeholders, <c>{name}</c>, filled in. Numbers are written the language's way.</summary>
    public string this[string name, params ReadOnlySpan<(string Name, object? Value)> values] => Fill(_texts[name], values);

    /// <summary>The form of a text that goes with a number, which fills <c>{count}</c>.</summary>
    public string Count(string name, long count, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var text = _texts.GetValueOrDefault($"{name}.{Plurals.FormOf(Language, count)}") ?? _texts[$"{name}.other"];
        return Fill(text, [.. values, ("count", count.ToString("N0", Culture))]);
    }

    /// <summary>A date or time by a pattern of the language, as in <c>day</c> or <c>dayAndTime</c>.</summary>
    public string Date(string pattern, DateTime date) => date.ToString(_texts[$"language.{pattern}"], Culture);

    // In one pass, so that a value is never taken for a placeholder: people may be called "{when}".
    private string Fill(string text, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var filled = new StringBuilder(text.Length);
        var done = 0;
        foreach (var match in Placeholder().EnumerateMatches(text))
        {
            var name = text.AsSpan(match.Index + 1, match.Length - 2);
            filled.Append(text, done, match.Index - done);
            done = match.Index + match.Length;
            var found = false;
            foreach (var value in values)
            {
                if (found = name.SequenceEqual(value.Name))
                {
                    filled.Append(value.Value is int or long ? ((IFormattable)value.Value).ToString("N0", Culture) : string.Create(Culture, $"{value.Value}"));
                    break;
                }
            }

            if (!found)
                filled.Append(text, match.Index, match.Length);
        }

        return filled.Append(text, done, text.Length - done).ToString();
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();

    private static CultureInfo CultureOf(Wording texts)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var months = texts["language.months"].Split(' ');
        (culture.DateTimeFormat.MonthNames, culture.DateTimeFormat.MonthGenitiveNames) = ([.. months, ""], [.. months, ""]);
        culture.DateTimeFormat.AbbreviatedDayNames = texts["language.weekdays"].Split(' ');
        culture.NumberFormat.NumberGroupSeparator = texts["language.thousands"];
        culture.NumberFormat.NumberDecimalSeparator = texts["language.decimal"];
        return CultureInfo.ReadOnly(culture);
    }

    /// <summary>All texts of a language, by name.</summary>
    /// <exception cref="InvalidOperationException">There is no such language.</exception>
    internal static Dictionary<string, string> Read(string language)
    {
        using var file = typeof(Wording).Assembly.GetManifestResourceStream($"texts.{language}.json")
            ?? throw new InvalidOperationException($"Pixeli:Web:Language is {language}: there is no such file in Web/Texts.");
        using var document = JsonDocument.Parse(file);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(document.RootElement, "", texts);
        return texts;
    }

    private static void Collect(JsonElement element, string name, Dictionary<string, string> texts)
    {
        foreach (var property in element.EnumerateObject())
        {
            var full = name.Length == 0 ? property.Name : $"{name}.{property.Name}";
            if (property.Value.ValueKind == JsonValueKind.Object)
                Collect(property.Value, full, texts);
            else
                texts.Add(full, property.Value.GetString() ?? "");
        }
    }
}
