namespace Pixeli.Hosting;

/// <summary>Where somebody was going before they had to sign in.</summary>
internal static class LocalPath
{
    /// <summary>The path, if it stays on this site; the first page otherwise.</summary>
    public static string Or(string? path, string fallback = "/") =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.AsSpan().ContainsAnyInRange('\0', ' ') ? path : fallback;
}
