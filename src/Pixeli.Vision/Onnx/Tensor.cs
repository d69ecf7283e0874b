namespace Pixeli.Vision.Onnx;

/// <summary>Numbers in a shape, first dimension outermost.</summary>
public abstract class Tensor
{
    private protected Tensor(IReadOnlyList<int> shape, int count)
    {
        if (shape.Aggregate(1L, (product, length) => product * length) != count)
            throw new ArgumentException($"{count} values do not fill {TensorShape.Text(shape)}.", nameof(shape));
        Shape = shape;
    }

    public IReadOnlyList<int> Shape { get; }
}

/// <summary>A tensor of 32-bit floating point numbers; the array is not copied.</summary>
public sealed class FloatTensor(IReadOnlyList<int> shape, float[] values) : Tensor(shape, values.Length)
{
    public float[] Values => values;
}

/// <summary>A tensor of 64-bit integers, such as token ids; the array is not copied.</summary>
public sealed class LongTensor(IReadOnlyList<int> shape, long[] values) : Tensor(shape, values.Length)
{
    public long[] Values => values;
}
