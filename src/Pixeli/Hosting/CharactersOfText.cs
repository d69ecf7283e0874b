namespace Pixeli.Hosting;

/// <summary>Text by its characters, where a string counts halves of them: a balloon 🎈 takes two.</summary>
internal static class CharactersOfText
{
    extension(string text)
    {
        /// <summary>How many there are, as people, other clients and PostgreSQL count.</summary>
        public int Characters => text.EnumerateRunes().Count();
    }

    /// <summary>The beginning, at most so long and never with half a character at its end, which PostgreSQL does not take.</summary>
    public static string Cut(this string text, int length) => text.Length <= length
        ? text
        : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
