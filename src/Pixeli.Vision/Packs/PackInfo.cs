namespace Pixeli.Vision.Packs;

/// <summary>How things stand with a pack.</summary>
public enum PackState
{
    /// <summary>Known, not installed.</summary>
    Available,

    /// <summary>Installed and, as far as is known, sound.</summary>
    Installed,

    /// <summary>Installed, but not usable.</summary>
    Broken,
}

/// <summary>A pack as it is here.</summary>
/// <param name="Pack">Its description: the installed one's, where it is installed.</param>
/// <param name="State">How things stand.</param>
/// <param name="Reason">Why it is broken; null otherwise.</param>
/// <param name="InstalledAt">When it was installed, UTC; null where it is not.</param>
public sealed record PackInfo(ModelPack Pack, PackState State, string? Reason = null, DateTimeOffset? InstalledAt = null)
{
    public string Name => Pack.Name;
}

/// <summary>How far an installation or a check has come.</summary>
/// <param name="File">The file it is at.</param>
/// <param name="Done">Bytes of all files that are done.</param>
/// <param name="Total">Bytes of all files; never less than <paramref name="Done"/>.</param>
public sealed record PackProgress(string File, long Done, long Total);
