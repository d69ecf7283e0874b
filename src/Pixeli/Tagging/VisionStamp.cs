using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pixeli.Tagging;

/// <summary>
/// What a photo was looked at with. Two parts: what the pixels are needed for, and what tags are chosen by from that. When only
/// the second differs, tags are chosen anew and no picture is decoded.
/// </summary>
/// <param name="Pixels">The packs, and the version of what this program finds out itself.</param>
/// <param name="Choice">The labels and thresholds.</param>
public sealed record VisionStamp(string Pixels, string Choice)
{
    // Raised when this program comes to see differently.
    private const int Version = 1;

    public static VisionStamp Of(VisionAbilities abilities, VisionChoices choices) => new(
        Hash($"{Version} {abilities.Stamp}"),
        Hash(JsonSerializer.Serialize(new { choices.Labels, choices.Thresholds })));

    /// <summary>True for a kept stamp whose pixels need not be looked at again.</summary>
    public bool SeesAs(string kept) => kept.StartsWith(Pixels + "-", StringComparison.Ordinal);

    public override string ToString() => $"{Pixels}-{Choice}";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
