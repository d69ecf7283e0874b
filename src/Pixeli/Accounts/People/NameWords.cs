namespace Pixeli.Accounts.People;

/// <summary>Takes names apart into the words that people are found by. Case is folded here, since SQLite folds that of A to Z only.</summary>
internal static class NameWords
{
    /// <summary>The user name and each word of the name, and their parts: Jean-Luc is found by <c>jean-l</c> and by <c>luc</c>.</summary>
    public static HashSet<string> Of(string username, string name) =>
        [.. In(name).Append(Folded(username)).SelectMany(word => Parts(word).Prepend(word)).Select(Cut).Where(word => word.Length > 0)];

    /// <summary>The words of what somebody typed to find a person.</summary>
    public static IEnumerable<string> In(string text) =>
        Folded(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Cut);

    public static string Folded(string text) => text.ToUpperInvariant();

    private static IEnumerable<string> Parts(string word)
    {
        var start = 0;
        for (var index = 0; index <= word.Length; index++)
        {
            if (index < word.Length && (char.IsLetterOrDigit(word[index]) || char.IsSurrogate(word[index])))
                continue;
            yield return word[start..index];
            start = index + 1;
        }
    }

    private static string Cut(string word) => word.Length <= UserWord.Length ? word
        : word[..(char.IsHighSurrogate(word[UserWord.Length - 1]) ? UserWord.Length - 1 : UserWord.Length)];
}
