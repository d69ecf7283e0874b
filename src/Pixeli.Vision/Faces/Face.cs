namespace Pixeli.Vision.Faces;

/// <summary>A face in a picture.</summary>
/// <param name="Box">Where it is, in pixels.</param>
/// <param name="Points">The eyes, the tip of the nose and the corners of the mouth, each pair from left to right in the picture.</param>
/// <param name="Score">How sure the model is, 0 to 1.</param>
public sealed record Face(Box Box, IReadOnlyList<Spot> Points, float Score);
