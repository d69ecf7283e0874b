namespace Pixeli.Vision.Faces;

/// <summary>A rotation, a scale and a move: <c>x' = a·x − b·y + right</c>, <c>y' = b·x + a·y + down</c>.</summary>
internal readonly record struct Similarity(float A, float B, float Right, float Down)
{
    public float Scale => MathF.Sqrt(A * A + B * B);

    public Spot Of(Spot spot) => new(A * spot.X - B * spot.Y + Right, B * spot.X + A * spot.Y + Down);

    /// <summary>The one that brings the first points nearest to the second ones, by least squares.</summary>
    public static Similarity Between(IReadOnlyList<Spot> from, IReadOnlyList<Spot> to)
    {
        var (fromX, fromY) = (from.Average(spot => spot.X), from.Average(spot => spot.Y));
        var (toX, toY) = (to.Average(spot => spot.X), to.Average(spot => spot.Y));
        float along = 0, across = 0, spread = 0;
        for (var point = 0; point < from.Count; point++)
        {
            var (x, y) = (from[point].X - fromX, from[point].Y - fromY);
            var (u, v) = (to[point].X - toX, to[point].Y - toY);
            along += x * u + y * v;
            across += x * v - y * u;
            spread += x * x + y * y;
        }
        var (a, b) = spread > 0 ? (along / spread, across / spread) : (1, 0);
        return new Similarity(a, b, toX - (a * fromX - b * fromY), toY - (b * fromX + a * fromY));
    }
}
