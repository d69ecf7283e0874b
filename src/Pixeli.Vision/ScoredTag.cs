namespace Pixeli.Vision;

/// <summary>A tag that something seen in a picture suggests.</summary>
/// <param name="Tag">In lower case.</param>
/// <param name="Score">How sure it is, 0 to 1.</param>
/// <param name="Pack">The pack whose model says so; null for what needs no model.</param>
public sealed record ScoredTag(string Tag, float Score, string? Pack);
