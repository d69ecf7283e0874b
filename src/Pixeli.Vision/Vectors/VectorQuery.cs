namespace Pixeli.Vision.Vectors;

/// <summary>One search: the vector in steps so fine that only those of the vectors it is compared with matter.</summary>
internal sealed class VectorQuery
{
    // Products of 8191 and 127 add up to 32 bits for more than 2,000 values, which no model has.
    private const int Steps = 8191;

    private readonly short[] _values;
    private readonly float _scale;
    private readonly int _count;
    private readonly float _least;
    private readonly IReadOnlySet<Guid>? _among;

    public VectorQuery(ReadOnlySpan<float> vector, int count, float least, IReadOnlySet<Guid>? among)
    {
        (_count, _least, _among) = (count, least, among);
        var largest = 0f;
        foreach (var value in vector)
            largest = MathF.Max(largest, MathF.Abs(value));
        _scale = float.IsFinite(largest) ? largest / Steps : 0;
        _values = new short[vector.Length];
        for (var at = 0; at < _values.Length; at++)
            _values[at] = _scale > 0 ? (short)MathF.Round(vector[at] / _scale) : (short)0;
    }

    public BestMatches Begin() => new(_count, _least);

    public float Score(VectorBlock block, int row) => ByteDot.Of(block.Values(row), _values) * block.Scale(row) * _scale;

    public void Scan(VectorBlock block, int rows, BestMatches best)
    {
        for (var row = 0; row < rows; row++)
        {
            var score = Score(block, row);
            if (best.WouldTake(score) && (_among is null || _among.Contains(block.Id(row))))
                best.Offer(block.Id(row), score);
        }
    }
}
