namespace Pixeli.Vision.Vectors;

/// <summary>A few thousand vectors one after the other: enough to be read at the memory's speed, and little to make when there is no room left.</summary>
internal sealed class VectorBlock(int dimensions)
{
    public const int Rows = 2048;

    private const int Steps = sbyte.MaxValue;

    private readonly sbyte[] _values = GC.AllocateUninitializedArray<sbyte>(Rows * dimensions);
    private readonly float[] _scales = new float[Rows];
    private readonly Guid[] _ids = new Guid[Rows];

    public static long BytesEach(int dimensions) => Rows * (dimensions + sizeof(float) + 16L);

    public ReadOnlySpan<sbyte> Values(int row) => _values.AsSpan(row * dimensions, dimensions);

    /// <summary>What one step of a row's values stands for.</summary>
    public float Scale(int row) => _scales[row];

    public Guid Id(int row) => _ids[row];

    public void Write(int row, Guid id, ReadOnlySpan<float> vector)
    {
        var largest = 0f;
        foreach (var value in vector)
            largest = MathF.Max(largest, MathF.Abs(value));
        var scale = float.IsFinite(largest) ? largest / Steps : 0;
        var values = _values.AsSpan(row * dimensions, dimensions);
        for (var at = 0; at < values.Length; at++)
            values[at] = scale > 0 ? (sbyte)MathF.Round(vector[at] / scale) : (sbyte)0;
        (_ids[row], _scales[row]) = (id, scale);
    }

    /// <summary>Copies a row, perhaps of another block, over one of this.</summary>
    /// <returns>The id that is now at this row.</returns>
    public Guid Take(int row, VectorBlock from, int fromRow)
    {
        from.Values(fromRow).CopyTo(_values.AsSpan(row * dimensions, dimensions));
        _scales[row] = from._scales[fromRow];
        return _ids[row] = from._ids[fromRow];
    }
}
