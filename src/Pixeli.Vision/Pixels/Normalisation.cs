using Pixeli.Vision.Onnx;
using Pixeli.Vision.Packs;

namespace Pixeli.Vision.Pixels;

/// <summary>Turns pixels into the planes of numbers that a model takes: 1 × 3 × height × width.</summary>
internal sealed class Normalisation
{
    private readonly int _width;
    private readonly int _height;
    private readonly bool _blueFirst;
    private readonly float[][] _values;
    private readonly KeptArray<float> _kept;

    public Normalisation(PackInput input)
    {
        (_width, _height, _blueFirst) = (input.Width, input.Height, input.Channels == "bgr");
        _values = [.. Enumerable.Range(0, 3).Select(channel => Table(input.Mean?[channel] ?? 0, input.Deviation?[channel] ?? 1))];
        _kept = new(3 * _width * _height);
    }

    /// <summary>Shows a model a picture no larger than the input, at its top left corner; the rest is as if black.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="show">Runs the model; the tensor is good until it returns.</param>
    public T Show<T>(RgbImage image, Func<FloatTensor, T> show)
    {
        using var use = _kept.Take();
        Fill(image, use.Array);
        return show(new FloatTensor([1, 3, _height, _width], use.Array));
    }

    private void Fill(RgbImage image, float[] values)
    {
        var plane = _width * _height;
        for (var channel = 0; channel < 3; channel++)
        {
            var table = _values[channel];
            var offset = _blueFirst ? 2 - channel : channel;
            if (image.Width < _width || image.Height < _height)
                values.AsSpan(channel * plane, plane).Fill(table[0]);
            for (var y = 0; y < image.Height; y++)
            {
                var source = image.Pixels.AsSpan(y * image.Width * 3, image.Width * 3);
                var target = values.AsSpan(channel * plane + y * _width, image.Width);
                for (int x = 0, from = offset; x < target.Length; x++, from += 3)
                    target[x] = table[source[from]];
            }
        }
    }

    private static float[] Table(float mean, float deviation) => [.. Enumerable.Range(0, 256).Select(value => (value - mean) / deviation)];
}
