using Pixeli.Vision;

namespace Pixeli.Tagging;

/// <summary>What can be seen with the packs that are installed and work.</summary>
/// <param name="Stamp">Names them and their files: another stamp sees differently. Empty for nothing.</param>
/// <param name="Faces">The pack that finds faces; null for none.</param>
/// <param name="Things">The pack that finds things; null for none.</param>
/// <param name="People">The pack that tells faces apart; null for none, and without one that finds them.</param>
/// <param name="Labels">The pack that compares pictures with labels; null for none.</param>
/// <param name="Words">The same pack, as it compares pictures with whatever words somebody searches for.</param>
public sealed record VisionAbilities(
    string Stamp, PackAbility? Faces = null, PackAbility? Things = null, PackAbility? People = null, PackAbility? Labels = null, PackAbility? Words = null)
{
    public static VisionAbilities None { get; } = new("");

    /// <summary>True while nothing can be seen.</summary>
    public bool IsNone => Stamp.Length == 0;
}

/// <summary>What one pack can do.</summary>
/// <param name="Pack">Its name.</param>
/// <param name="Threshold">From which score on its authors say that it is right.</param>
/// <param name="Strong">From which on it is most likely right; only where that makes a difference.</param>
public sealed record PackAbility(string Pack, double Threshold, double Strong = 1);

/// <summary>Sees things in pictures. Its second implementation is a synthetic one, for tests without weights.</summary>
public interface IVisionEngine
{
    /// <summary>What can be seen now. Changes when packs come and go, or turn out to be broken.</summary>
    VisionAbilities Abilities { get; }

    /// <summary>Why nothing can be seen although packs are installed; null otherwise.</summary>
    string? UnavailableReason { get; }

    /// <summary>Looks at a picture, on the calling thread.</summary>
    /// <exception cref="VisionException">A model failed at this picture, or nothing can be seen any more.</exception>
    Sight See(RgbImage image);

    /// <summary>The faces of a picture and nothing else, on the calling thread.</summary>
    /// <exception cref="VisionException">A model failed at this picture, or nothing can be seen any more.</exception>
    IReadOnlyList<SeenFace> SeeFaces(RgbImage image);

    /// <summary>Words as the image encoder would see them; null without a pack for them.</summary>
    /// <exception cref="VisionException">The model failed, or nothing can be seen any more.</exception>
    float[]? VectorOf(string text);

    /// <summary>Packs came or went: what is known of them is not good any more.</summary>
    void LookAnew();
}
