using Pixeli.Vision.Vectors;

namespace Pixeli.Vision.Clip;

/// <summary>
/// A list of labels whose vectors have been computed, once, to be ranked against pictures' vectors as often as one likes: a changed list
/// needs new label vectors, and no picture is looked at again. Immutable.
/// </summary>
public sealed class LabelRanking
{
    /// <summary>What CLIP's authors multiply similarities with before they compare labels.</summary>
    private const float Sharpness = 100;

    private readonly IReadOnlyList<string> _labels;
    private readonly float[][] _vectors;
    private readonly float[] _nothing;

    private LabelRanking(IReadOnlyList<string> labels, float[][] vectors, float[] nothing) => (_labels, _vectors, _nothing) = (labels, vectors, nothing);

    /// <summary>The prompt a label is put into, as CLIP's authors do it.</summary>
    public static string Prompt(string label) => $"a photo of {label}";

    /// <summary>Computes the labels' vectors.</summary>
    /// <param name="labels">Words for what a photo may show; empty ones and repetitions are left out.</param>
    /// <param name="encode">Turns a prompt into a vector of length one, such as <see cref="TextEncoder.Encode"/>.</param>
    /// <param name="cancellationToken">Heeded between two labels.</param>
    public static LabelRanking Of(IEnumerable<string> labels, Func<string, float[]> encode, CancellationToken cancellationToken = default)
    {
        List<string> kept = [.. labels.Select(label => label.Trim()).Where(label => label.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        var vectors = new float[kept.Count][];
        for (var label = 0; label < vectors.Length; label++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            vectors[label] = encode(Prompt(kept[label]));
        }
        return new LabelRanking(kept, vectors, encode("a photo"));
    }

    /// <summary>The labels that fit a picture, best first.</summary>
    /// <param name="image">The picture's vector, of length one.</param>
    /// <param name="least">The least cosine similarity; see <see cref="ImageEncoder.LeastForLabel"/>.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>Labels that fit better than no label at all would; their scores are shares that sum up to less than one.</returns>
    public IReadOnlyList<(string Label, float Score)> Rank(ReadOnlySpan<float> image, float least, int count)
    {
        var nothing = VectorMath.Dot(image, _nothing);
        var similarities = new float[_labels.Count];
        for (var label = 0; label < similarities.Length; label++)
            similarities[label] = VectorMath.Dot(image, _vectors[label]);
        var sum = similarities.Append(nothing).Sum(similarity => MathF.Exp(Sharpness * (similarity - nothing)));
        return
        [
            .. similarities.Index().Where(found => found.Item >= least && found.Item > nothing).OrderByDescending(found => found.Item).Take(count)
                .Select(found => (_labels[found.Index], MathF.Exp(Sharpness * (found.Item - nothing)) / sum)),
        ];
    }
}
