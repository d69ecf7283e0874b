namespace Pixeli.Accounts.OAuth;

/// <summary>Makes what providers tell fit what accounts may hold.</summary>
internal static class Usernames
{
    private const int Longest = 40;
    private const string Fallback = "guest";

    /// <summary>A user name from the name somebody goes by elsewhere, else from what stands before the @ of their address.</summary>
    public static string From(string? username, string email)
    {
        foreach (var wish in (string[])[username ?? "", email])
        {
            var name = string.Concat(wish.Split('@')[0].ToLowerInvariant().Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'));
            name = name.Trim('.', '-', '_');
            if (name.Length > 0)
                return name.Length > Longest ? name[..Longest] : name;
        }

        return Fallback;
    }

    /// <summary>A text on one line, without what no database or page should have to show.</summary>
    public static string Printable(string? text, int most)
    {
        var line = string.Concat((text ?? "").Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))).Trim();
        return line.Length > most ? line[..most].Trim() : line;
    }
}
