namespace Pixeli.Vision.Objects;

/// <summary>A thing in a picture.</summary>
/// <param name="Label">What the model calls it.</param>
/// <param name="Tag">The word people search for; null where there is none.</param>
/// <param name="Box">Where it is, in pixels.</param>
/// <param name="Score">How sure the model is, 0 to 1.</param>
/// <param name="Doubt">By how much less that counts for its tag.</param>
public sealed record FoundObject(string Label, string? Tag, Box Box, float Score, float Doubt)
{
    /// <summary>How sure one may be of the tag.</summary>
    public float TagScore => MathF.Max(0, Score - Doubt);
}
