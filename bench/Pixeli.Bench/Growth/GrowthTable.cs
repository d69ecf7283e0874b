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

    public static Table Of(IReadOnlyList<RowStep> steps)
    {
        var table = new Table().Title("every other row (sharp in brackets)").AddColumn("").AddColumn("asked");
        foreach (var size in steps.Select(step => step.Photos).Distinct().Order())
            table.AddColumn(size.ToString("N0", CultureInfo.InvariantCulture));
        foreach (var row in steps.GroupBy(step => step.Row))
        {
            table.AddRow([
                row.Key,
                row.First().Aim is { } aim ? aim.ToString("N0", CultureInfo.InvariantCulture) : "",
                .. row.OrderBy(step => step.Photos).Select(step => step.Sharp is { } sharp ? $"{Number(step.Value)} ({Number(sharp)})" : Number(step.Value)),
            ]);
        }

        return table;
    }

    private static string Number(double value) => value.ToString(value < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture);
}
