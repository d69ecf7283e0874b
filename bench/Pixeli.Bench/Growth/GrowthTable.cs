using System.Globalization;
using Spectre.Console;

namespace Pixeli.Bench.Growth;

/// <summary>The report for people.</summary>
internal static class GrowthTable
{
    public static Table Of(IReadOnlyList<GrowthStep> steps)
    {
        var sizes = steps.Select(step => step.Photos).Distinct().Order().ToList();
        var table = new Table().Title("median / p99, ms").AddColumn("photos").AddColumn("connections");
        foreach (var size in sizes)
            table.AddColumn(size.ToString("N0", CultureInfo.InvariantCulture));
        foreach (var question in steps.GroupBy(step => step.Question))
        {
            table.AddRow([
                question.Key,
                $"{question.First().Connections}",
                .. sizes.Select(size => question.FirstOrDefault(step => step.Photos == size) is { } step ? $"{Number(step.Median)} / {Number(step.P99)}" : ""),
            ]);
        }

        return table;
    }

    private static string Number(double value) => value.ToString(value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
