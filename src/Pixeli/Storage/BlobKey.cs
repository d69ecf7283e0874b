namespace Pixeli.Storage;

internal static class BlobKey
{
    /// <summary>A key as it may be used: parts with <c>/</c> between them, none of which leads elsewhere.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string Checked(string key) => key.Split('/').Any(part => part is "" or "." or "..") || key.Contains('\\', StringComparison.Ordinal)
        ? throw new ArgumentException("A key stays inside the store.", nameof(key))
        : key;

    /// <summary>A prefix as it may be used: a key with <c>/</c> at its end.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string CheckedPrefix(string prefix) => Checked(prefix.TrimEnd('/')) + "/";
}
