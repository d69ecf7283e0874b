namespace Pixeli.Tagging.Labels;

/// <summary>The vectors of the labels, computed once for each list and pack.</summary>
public sealed class LabelVectors(IVisionEngine engine)
{
    private const string Nothing = "a photo.";

    // The prompt that CLIP's authors report their zero-shot results with.
    internal static string Prompt(string label) => $"a photo of {label}.";

    private readonly Lock _lock = new();
    private string _key = "";
    private LabelVectorList _vectors = LabelVectorList.Empty;

    /// <summary>The labels with their vectors; empty without a pack for them. Takes seconds for a new list.</summary>
    /// <exception cref="Vision.VisionException">A model failed.</exception>
    public LabelVectorList Of(IReadOnlyList<string> labels)
    {
        var key = $"{engine.Abilities.Stamp}\n{string.Join('\n', labels)}";
        lock (_lock)
        {
            if (_key != key)
                (_vectors, _key) = (Compute(labels), key);
            return _vectors;
        }
    }

    private LabelVectorList Compute(IReadOnlyList<string> labels) => engine.VectorOf(Nothing) is { } nothing
        ? new([.. labels.Select(label => new LabelVector(label, Vectors.ToBytes(engine.VectorOf(Prompt(label)))))], Vectors.ToBytes(nothing))
        : LabelVectorList.Empty;
}

/// <summary>A label, and where pictures of it are to be found.</summary>
public sealed record LabelVector(string Label, byte[] Vector);

/// <summary>Labels with their vectors.</summary>
/// <param name="All">The labels.</param>
/// <param name="Nothing">Where pictures of nothing in particular are to be found.</param>
public sealed record LabelVectorList(IReadOnlyList<LabelVector> All, byte[] Nothing)
{
    public static LabelVectorList Empty { get; } = new([], []);
}
