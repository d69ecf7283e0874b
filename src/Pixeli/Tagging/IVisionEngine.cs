using Pixeli.Imaging;

namespace Pixeli.Tagging;

/// <summary>What can be seen with the packs that are installed and work.</summary>
/// <param name="Stamp">Names them and their files: another stamp sees differently.</param>
/// <param name="Faces">The pack that finds faces; null for none.</param>
/// <param name="Things">The pack that finds things; null for none.</param>
/// <param name="People">The pack that tells faces apart; null for none.</param>
/// <param name="Labels">The pack that compares pictures with words; null for none.</param>
public sealed record VisionAbilities(string Stamp, PackAbility? Faces, PackAbility? Things, PackAbility? People, PackAbility? Labels)
{
    public static VisionAbilities None { get; } = new("", null, null, null, null);
}

/// <summary>What one pack can do.</summary>
/// <param name="Pack">Its name.</param>
/// <param name="Threshold">From which score on its authors say that it is right.</param>
public sealed record PackAbility(string Pack, double Threshold);

/// <summary>Sees things in pictures. Its second implementation is a synthetic one, for tests without weights.</summary>
public interface IVisionEngine
{
    /// <summary>What can be seen now. Changes when packs come and go, or turn out to be broken.</summary>
    VisionAbilities Abilities { get; }

    /// <summary>Looks at a picture, on the calling thread.</summary>
    /// <param name="pixels">The picture.</param>
    /// <param name="metadata">What the camera wrote, as JSON.</param>
    Sight See(RgbPixels pixels, string metadata);

    /// <summary>The faces of a picture and nothing else, on the calling thread.</summary>
    IReadOnlyList<SeenFace> SeeFaces(RgbPixels pixels);

    /// <summary>Words as the image encoder would see them; null without a pack for them.</summary>
    float[]? VectorOf(string text);
}
