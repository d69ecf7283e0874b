using System.Globalization;
using System.Text;

namespace Pixeli.Imaging.Metadata;

/// <summary>Text from a photo as it may be stored and shown: no control characters, no broken Unicode, not too long.</summary>
internal static class CleanText
{
    public const int Short = 200;
    public const int Long = 2000;

    public static string? From(string? text, int longest = Short)
    {
        if (text is null)
            return null;
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= longest)
                break;
            if (!IsUnprintable(rune))
                clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }
        var trimmed = clean.ToString().Trim();
        return trimmed.Length > 0 ? trimmed : null;
    }

    private static bool IsUnprintable(Rune rune) =>
        rune.Value is 0 or 0xFFFD
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
