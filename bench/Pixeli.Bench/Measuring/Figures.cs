namespace Pixeli.Bench.Measuring;

/// <summary>Repeated measurements of one thing.</summary>
internal sealed record Figures(double Min, double Median, double Max, IReadOnlyList<double> All)
{
    public static Figures Of(IEnumerable<double> values)
    {
        var all = values.ToArray();
        var sorted = all.Order().ToArray();
        var median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return new(sorted[0], median, sorted[^1], all);
    }
}
