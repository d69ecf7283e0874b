namespace Pixeli.Vision.Vectors;

/// <summary>What a <see cref="VectorIndex"/> found.</summary>
/// <param name="Id">Whose vector it is.</param>
/// <param name="Score">The cosine similarity, to about two thousandths.</param>
public readonly record struct VectorMatch(Guid Id, float Score);
