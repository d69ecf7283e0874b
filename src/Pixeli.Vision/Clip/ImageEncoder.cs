using Pixeli.Vision.Onnx;
using Pixeli.Vision.Packs;
using Pixeli.Vision.Pixels;
using Pixeli.Vision.Vectors;

namespace Pixeli.Vision.Clip;

/// <summary>Turns pictures into vectors of length one that are near those of words for what they show. Thread-safe.</summary>
public sealed class ImageEncoder : IDisposable
{
    private readonly OnnxModel _model;
    private readonly PackInput _input;
    private readonly Normalisation _normalisation;
    private readonly string _output;

    internal ImageEncoder(OnnxModel model, PackModel description, PackInput input, string pack)
    {
        (_model, _input, Pack) = (model, input, pack);
        _normalisation = new Normalisation(input);
        _output = description.Output ?? (model.Outputs.Count > 0 ? model.Outputs[0].Name : "");
        LeastForLabel = description.Threshold("label", 0.2f);
        LeastForSearch = description.Threshold("search", 0.2f);
        if (model.Inputs.Count != 1)
            throw new VisionException(VisionFailure.ModelMismatch, $"{model.Name} takes more than a picture.");
        model.RequireInput(model.Inputs[0].Name, ElementType.Numbers, -1, 3, input.Height, input.Width);
        model.RequireOutput(_output, ElementType.Numbers, -1, -1);
    }

    /// <summary>The pack it is of. Vectors of different packs cannot be compared.</summary>
    public string Pack { get; }

    /// <summary>The least cosine similarity at which a label may be a picture's.</summary>
    public float LeastForLabel { get; }

    /// <summary>The least cosine similarity at which a picture is worth showing to who searches.</summary>
    public float LeastForSearch { get; }

    /// <summary>The vector of a picture's middle: a square as large as the picture allows.</summary>
    public float[] Encode(RgbImage image)
    {
        var side = MathF.Min(image.Width / (float)_input.Width, image.Height / (float)_input.Height);
        var (width, height) = (side * _input.Width, side * _input.Height);
        var middle = new Box((image.Width - width) / 2, (image.Height - height) / 2, width, height);
        var resized = Resampling.To(image, middle, _input.Width, _input.Height, Filter.Cubic, new byte[_input.Width * _input.Height * 3]);
        return VectorMath.Normalised(_normalisation.Show(resized, Run)[0].Values);
    }

    public void Dispose() => _model.Dispose();

    private IReadOnlyList<FloatTensor> Run(FloatTensor picture) => _model.Run(new Dictionary<string, Tensor> { [_model.Inputs[0].Name] = picture }, _output);
}
