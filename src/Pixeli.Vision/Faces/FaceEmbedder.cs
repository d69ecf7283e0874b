using Pixeli.Vision.Onnx;
using Pixeli.Vision.Packs;
using Pixeli.Vision.Pixels;
using Pixeli.Vision.Vectors;

namespace Pixeli.Vision.Faces;

/// <summary>Turns faces into vectors of length one; the nearer two are, the likelier it is that they show the same person. Thread-safe.</summary>
public sealed class FaceEmbedder : IDisposable
{
    private readonly OnnxModel _model;
    private readonly Normalisation _normalisation;

    internal FaceEmbedder(OnnxModel model, PackModel description, PackInput input, string pack)
    {
        _model = model;
        _normalisation = new Normalisation(input);
        Pack = pack;
        Suggest = description.Threshold("suggest", 0.35f);
        Strong = description.Threshold("strong", 0.5f);
        if (input is not { Width: FaceAlignment.Size, Height: FaceAlignment.Size } || model.Inputs.Count != 1 || model.Outputs.Count == 0)
            throw new VisionException(VisionFailure.ModelMismatch, $"{model.Name} is not a model of aligned faces of 112 × 112 pixels.");
        model.RequireInput(model.Inputs[0].Name, ElementType.Numbers, -1, 3, input.Height, input.Width);
        model.RequireOutput(model.Outputs[0].Name, ElementType.Numbers, -1, -1);
        Dimensions = Embed(new RgbImage(FaceAlignment.Size, FaceAlignment.Size, new byte[FaceAlignment.Size * FaceAlignment.Size * 3])).Length;
    }

    /// <summary>The pack it is of. Vectors of different packs cannot be compared.</summary>
    public string Pack { get; }

    /// <summary>Values a vector has.</summary>
    public int Dimensions { get; }

    /// <summary>The least cosine similarity at which two faces may be the same person's.</summary>
    public float Suggest { get; }

    /// <summary>The cosine similarity from which they most likely are.</summary>
    public float Strong { get; }

    /// <summary>The vector of a face; null where the face is too small or too blurred to be told from others.</summary>
    public float[]? Embed(RgbImage image, Face face)
    {
        if (!FaceQuality.IsLargeEnough(face))
            return null;
        var aligned = FaceAlignment.Align(image, face);
        return FaceQuality.IsSharpEnough(aligned) ? Embed(aligned) : null;
    }

    public void Dispose() => _model.Dispose();

    private float[] Embed(RgbImage aligned) => VectorMath.Normalised(_normalisation.Show(aligned, Run)[0].Values);

    private IReadOnlyList<FloatTensor> Run(FloatTensor face) =>
        _model.Run(new Dictionary<string, Tensor> { [_model.Inputs[0].Name] = face }, _model.Outputs[0].Name);
}
