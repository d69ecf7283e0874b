using Pixeli.Vision.Onnx;
using Pixeli.Vision.Packs;
using Pixeli.Vision.Vectors;

namespace Pixeli.Vision.Clip;

/// <summary>Turns words into vectors of length one that are near those of pictures of them. Thread-safe.</summary>
public sealed class TextEncoder : IDisposable
{
    private const string AttentionMask = "attention_mask";

    private readonly OnnxModel _model;
    private readonly BytePairTokenizer _tokenizer;
    private readonly string _input;
    private readonly string _output;

    internal TextEncoder(OnnxModel model, PackModel description, BytePairTokenizer tokenizer, string pack)
    {
        (_model, _tokenizer, Pack) = (model, tokenizer, pack);
        _input = model.Inputs.FirstOrDefault(input => input.Name != AttentionMask)?.Name ?? "";
        _output = description.Output ?? (model.Outputs.Count > 0 ? model.Outputs[0].Name : "");
        if (model.Inputs.Any(input => input.Name != _input && input.Name != AttentionMask))
            throw new VisionException(VisionFailure.ModelMismatch, $"{model.Name} takes more than words: {string.Join(", ", model.Inputs)}.");
        model.RequireInput(_input, ElementType.Integers, -1, -1);
        model.RequireOutput(_output, ElementType.Numbers, -1, -1);
    }

    /// <summary>The pack it is of.</summary>
    public string Pack { get; }

    /// <param name="text">Words, best in English; what is longer than the model takes is cut off.</param>
    public float[] Encode(string text)
    {
        var ids = _tokenizer.Encode(text);
        // A model of a fixed length learned with its texts filled up by the end token.
        var length = _model.Inputs.First(input => input.Name == _input).Dimensions[1] is var wanted and > 0 ? wanted : ids.Count;
        var tokens = Enumerable.Range(0, length).Select(at => (long)(at < ids.Count ? ids[at] : _tokenizer.End)).ToArray();
        var tensors = new Dictionary<string, Tensor> { [_input] = new LongTensor([1, length], tokens) };
        if (_model.Inputs.Any(input => input.Name == AttentionMask))
            tensors[AttentionMask] = new LongTensor([1, length], [.. tokens.Select((_, at) => at < ids.Count ? 1L : 0L)]);
        return VectorMath.Normalised(_model.Run(tensors, _output)[0].Values);
    }

    public void Dispose() => _model.Dispose();
}
