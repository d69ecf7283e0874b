using System.Text.Json;
using Pixeli.Vision.Faces;

namespace Pixeli.Tagging;

/// <summary>What a finding is, which decides by which threshold it becomes a tag.</summary>
public enum FindingKind
{
    /// <summary>Certain, from metadata and pixels: no threshold.</summary>
    Fact,

    /// <summary>A thing that a detector saw.</summary>
    Thing,

    /// <summary>How many people there are.</summary>
    People,
}

/// <summary>A word for what is in a photo, before it is decided whether it becomes one of its tags.</summary>
/// <param name="Tag">Lower case.</param>
/// <param name="Score">How sure, 0 to 1.</param>
/// <param name="Pack">Who says so.</param>
/// <param name="Kind">What it is.</param>
public sealed record Finding(string Tag, double Score, string Pack, FindingKind Kind)
{
    /// <summary>Says so where no pack was needed.</summary>
    public const string Facts = "facts";

    public static string ToJson(IReadOnlyList<Finding> findings) => JsonSerializer.Serialize(findings);

    public static IReadOnlyList<Finding> FromJson(string json) => JsonSerializer.Deserialize<List<Finding>>(json) ?? [];
}

/// <summary>A face as the models see it.</summary>
/// <param name="Left">Left edge, as a share of the width.</param>
/// <param name="Top">Upper edge, as a share of the height.</param>
/// <param name="Width">Width, as a share of the picture's.</param>
/// <param name="Height">Height, as a share of the picture's.</param>
/// <param name="Score">How sure, 0 to 1.</param>
/// <param name="Clarity">Whether it can be compared.</param>
/// <param name="Vector">What tells it from others; null without a pack for people, or when it is not clear.</param>
public sealed record SeenFace(double Left, double Top, double Width, double Height, double Score, FaceClarity Clarity, float[]? Vector);

/// <summary>Everything the models see in one picture.</summary>
/// <param name="Findings">Words, before thresholds.</param>
/// <param name="Faces">Every face.</param>
/// <param name="Vector">The picture itself, for labels and words; null without a pack for them.</param>
public sealed record Sight(IReadOnlyList<Finding> Findings, IReadOnlyList<SeenFace> Faces, float[]? Vector);
