namespace Pixeli.Tagging.Labels;

/// <summary>The vectors of the labels, computed once for each list and pack.</summary>
public sealed class LabelVectors(IVisionEngine engine)
{
    // The prompt that CLIP's authors report their zero-shot results with.
    private static string Prompt(string label) => $"a photo of {label}.";

    private readonly Lock _lock = new();
    private string _key = "";
    private IReadOnlyList<LabelVector> _vectors = [];

    /// <summary>The labels with their vectors; empty without a pack for them.</summary>
    public IReadOnlyList<LabelVector> Of(IReadOnlyList<string> labels)
    {
        var key = $"{engine.Abilities.Stamp}\n{string.Join('\n', labels)}";
        lock (_lock)
        {
            if (_key == key)
                return _vectors;
            _vectors = [.. labels.Select(label => (label, vector: engine.VectorOf(Prompt(label))))
                .Where(pair => pair.vector is not null).Select(pair => new LabelVector(pair.label, Vectors.ToBytes(pair.vector)))];
            _key = key;
            return _vectors;
        }
    }
}

/// <summary>A label, and where pictures of it are to be found.</summary>
public sealed record LabelVector(string Label, byte[] Vector);
