namespace Pixeli.Web.Texts;

/// <summary>
/// Which form of a text goes with a number: the cardinal rules of Unicode CLDR for whole numbers, as <c>Intl.PluralRules</c> knows them in
/// the browser. The program runs without the system's culture data, which would cost every process tens of megabytes.
/// </summary>
internal static class Plurals
{
    /// <summary><c>one</c>, <c>few</c>, <c>many</c> or <c>other</c>.</summary>
    public static string FormOf(string language, long count) => language switch
    {
        "id" or "ja" or "ko" or "th" or "vi" or "zh" => "other",
        "fr" => count is 0 or 1 ? "one" : "other",
        "cs" or "sk" => count == 1 ? "one" : count is >= 2 and <= 4 ? "few" : "other",
        "pl" => count == 1 ? "one" : IsFew(count) ? "few" : "many",
        "ru" or "uk" => count % 10 == 1 && count % 100 != 11 ? "one" : IsFew(count) ? "few" : "many",
        "hr" or "sr" or "bs" => count % 10 == 1 && count % 100 != 11 ? "one" : IsFew(count) ? "few" : "other",
        "sl" => (count % 100) switch { 1 => "one", 2 => "two", 3 or 4 => "few", _ => "other" },
        _ => count == 1 ? "one" : "other",
    };

    private static bool IsFew(long count) => count % 10 is >= 2 and <= 4 && count % 100 is not (>= 12 and <= 14);
}
