namespace Pixeli.Uploads;

public static class FileNames
{
    private const int Length = 255;
    private const string Nameless = "photo";

    /// <summary>A client's file name as it may be shown and offered for download: no folders, no control characters, not too long.</summary>
    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var clean = string.Concat(last.Where(letter => !char.IsControl(letter))).Trim();
        if (clean.Length > Length)
            clean = clean[^Length..]; // the end holds the extension
        if (clean.Length > 0 && char.IsLowSurrogate(clean[0]))
            clean = clean[1..]; // half a character: PostgreSQL takes no such text
        return clean.Length == 0 ? Nameless : clean;
    }
}
