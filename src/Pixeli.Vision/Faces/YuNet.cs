using Pixeli.Vision.Onnx;
using Pixeli.Vision.Packs;
using Pixeli.Vision.Pixels;

namespace Pixeli.Vision.Faces;

/// <summary>
/// The detector of libfacedetection: for each cell of three grids whether there is a face, where its box is and where its five points.
/// </summary>
internal sealed class YuNet : IDisposable
{
    private const int Points = 5;

    private static readonly int[] Strides = [8, 16, 32];
    private static readonly string[] Outputs = [.. Strides.SelectMany(stride => new[] { $"cls_{stride}", $"obj_{stride}", $"bbox_{stride}", $"kps_{stride}" })];

    private readonly OnnxModel _model;
    private readonly Normalisation _normalisation;
    private readonly string _input;

    public YuNet(OnnxModel model, PackInput input)
    {
        _model = model;
        (Width, Height) = (input.Width, input.Height);
        _normalisation = new Normalisation(input);
        _input = model.Inputs.Count == 1 ? model.Inputs[0].Name : "input";
        model.RequireInput(_input, ElementType.Numbers, 1, 3, Height, Width);
        foreach (var stride in Strides)
        {
            var cells = (Width / stride) * (Height / stride);
            model.RequireOutput($"cls_{stride}", ElementType.Numbers, 1, cells, 1);
            model.RequireOutput($"obj_{stride}", ElementType.Numbers, 1, cells, 1);
            model.RequireOutput($"bbox_{stride}", ElementType.Numbers, 1, cells, 4);
            model.RequireOutput($"kps_{stride}", ElementType.Numbers, 1, cells, Points * 2);
        }
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>All that may be faces, several to one face, in pixels of the whole picture.</summary>
    public IEnumerable<Face> Candidates(Letterbox view, float leastScore)
    {
        var outputs = _normalisation.Show(view.Image, tensor => _model.Run(new Dictionary<string, Tensor> { [_input] = tensor }, Outputs));
        for (var grid = 0; grid < Strides.Length; grid++)
        {
            var (classes, objects) = (outputs[grid * 4].Values, outputs[grid * 4 + 1].Values);
            for (var cell = 0; cell < classes.Length; cell++)
                if (Score(classes[cell], objects[cell]) is var score && score >= leastScore)
                    yield return Decode(view, Strides[grid], cell, outputs[grid * 4 + 2].Values, outputs[grid * 4 + 3].Values, score);
        }
    }

    public void Dispose() => _model.Dispose();

    private static float Score(float classScore, float objectScore) => MathF.Sqrt(Math.Clamp(classScore, 0, 1) * Math.Clamp(objectScore, 0, 1));

    private Face Decode(Letterbox view, int stride, int cell, float[] boxes, float[] points, float score)
    {
        var (down, across) = Math.DivRem(cell, Width / stride);
        var box = boxes.AsSpan(cell * 4, 4);
        var (width, height) = (MathF.Exp(box[2]) * stride, MathF.Exp(box[3]) * stride);
        var found = new Box((across + box[0]) * stride - width / 2, (down + box[1]) * stride - height / 2, width, height);
        var spots = new Spot[Points];
        for (var point = 0; point < Points; point++)
            spots[point] = view.Back(new Spot(
                (across + points[(cell * Points + point) * 2]) * stride, (down + points[(cell * Points + point) * 2 + 1]) * stride));
        return new Face(view.Back(found), spots, score);
    }
}
