using Pixeli.Vision.Faces;
using Pixeli.Vision.Objects;

namespace Pixeli.Vision;

/// <summary>What the installed packs see in a photo.</summary>
/// <param name="Faces">All faces, the surest first.</param>
/// <param name="Things">All things, the surest first.</param>
/// <param name="Image">The photo's vector; null where no pack makes one.</param>
public sealed record PhotoSight(IReadOnlyList<SeenFace> Faces, IReadOnlyList<FoundObject> Things, PackVector? Image);

/// <summary>A face, with the vector to find its person by.</summary>
/// <param name="Face">Where it is.</param>
/// <param name="Clarity">Whether it can be told from others.</param>
/// <param name="Vector">Null where no pack makes one, or the face is not clear.</param>
public sealed record SeenFace(Face Face, FaceClarity Clarity, PackVector? Vector);

/// <summary>A vector of length one, and the pack that made it: those of different packs cannot be compared.</summary>
public sealed record PackVector(string Pack, float[] Values);
