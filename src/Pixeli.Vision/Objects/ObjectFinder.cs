using Pixeli.Vision.Onnx;
using Pixeli.Vision.Packs;
using Pixeli.Vision.Pixels;

namespace Pixeli.Vision.Objects;

/// <summary>
/// FastestDet: for each cell of one grid whether there is a thing, where its box is, and how likely each label is. Thread-safe.
/// </summary>
public sealed class ObjectFinder : IDisposable
{
    private const int BoxChannels = 4;
    private const float SameThing = 0.45f;

    private readonly OnnxModel _model;
    private readonly Normalisation _normalisation;
    private readonly KeptArray<byte> _view;
    private readonly PackInput _input;
    private readonly IReadOnlyList<string> _labels;
    private readonly IReadOnlyDictionary<string, string> _tags;
    private readonly IReadOnlyDictionary<string, float> _doubts;

    internal ObjectFinder(OnnxModel model, PackModel description, PackInput input, string pack)
    {
        (_model, _input, Pack) = (model, input, pack);
        _normalisation = new Normalisation(input);
        _view = new(input.Width * input.Height * 3);
        _labels = description.Labels ?? [];
        _tags = description.Tags ?? new Dictionary<string, string>();
        _doubts = description.Doubts ?? new Dictionary<string, float>();
        Least = description.Threshold("score", 0.5f);
        if (_labels.Count == 0 || model.Inputs.Count != 1 || model.Outputs.Count == 0)
            throw new VisionException(VisionFailure.ModelMismatch, $"{model.Name} is not a detector of things, or its description has no labels.");
        model.RequireInput(model.Inputs[0].Name, ElementType.Numbers, 1, 3, input.Height, input.Width);
        model.RequireOutput(model.Outputs[0].Name, ElementType.Numbers, 1, 1 + BoxChannels + _labels.Count, -1, -1);
    }

    /// <summary>The pack it is of.</summary>
    public string Pack { get; }

    /// <summary>The least score at which a thing is most likely there.</summary>
    public float Least { get; }

    /// <param name="image">The picture.</param>
    /// <param name="least">From which score on; null for <see cref="Least"/>.</param>
    /// <returns>The surest first.</returns>
    public IReadOnlyList<FoundObject> Find(RgbImage image, float? least = null)
    {
        using var view = _view.Take();
        var resized = Resampling.To(image, _input.Width, _input.Height, Filter.Linear, view.Array);
        var output = _normalisation.Show(resized, Run)[0];
        return Suppression.Best(Decode(output, image, least ?? Least), thing => thing.Score, (better, other) =>
            better.Label == other.Label && better.Box.Overlap(other.Box) > SameThing);
    }

    public void Dispose() => _model.Dispose();

    private IReadOnlyList<FloatTensor> Run(FloatTensor picture) =>
        _model.Run(new Dictionary<string, Tensor> { [_model.Inputs[0].Name] = picture }, _model.Outputs[0].Name);

    private IEnumerable<FoundObject> Decode(FloatTensor output, RgbImage image, float least)
    {
        var (rows, columns) = (output.Shape[2], output.Shape[3]);
        for (var cell = 0; cell < rows * columns; cell++)
        {
            var (best, likely) = Likeliest(output.Values, cell, rows * columns);
            var score = MathF.Pow(output.Values[cell], 0.6f) * MathF.Pow(likely, 0.4f);
            if (score >= least)
                yield return Found(_labels[best], Place(output.Values, cell, rows, columns, image), score);
        }
    }

    private FoundObject Found(string label, Box box, float score) => new(label, _tags.GetValueOrDefault(label), box, score, _doubts.GetValueOrDefault(label));

    private (int Label, float Score) Likeliest(float[] values, int cell, int cells)
    {
        var best = 0;
        for (var label = 1; label < _labels.Count; label++)
            if (Value(label) > Value(best))
                best = label;
        return (best, Value(best));

        float Value(int label) => values[(1 + BoxChannels + label) * cells + cell];
    }

    private static Box Place(float[] values, int cell, int rows, int columns, RgbImage image)
    {
        var cells = rows * columns;
        var (down, across) = Math.DivRem(cell, columns);
        var x = (across + MathF.Tanh(values[cells + cell])) / columns;
        var y = (down + MathF.Tanh(values[2 * cells + cell])) / rows;
        var (width, height) = (Sigmoid(values[3 * cells + cell]), Sigmoid(values[4 * cells + cell]));
        return new Box((x - width / 2) * image.Width, (y - height / 2) * image.Height, width * image.Width, height * image.Height);
    }

    private static float Sigmoid(float value) => 1 / (1 + MathF.Exp(-value));
}
