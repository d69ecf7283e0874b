using System.CommandLine;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Pixeli.Bench.Measuring;
using Pixeli.Vision.Vectors;
using Spectre.Console;

namespace Pixeli.Bench.Vectors;

/// <summary><c>vectors</c>: how long the nearest of many vectors take, and the memory they are kept in.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The same vectors in every run.")]
internal static class VectorsCommand
{
    private const int Warm = 3; // searches that do not count

    private static readonly Option<int> Count = new("--count") { Description = "Vectors.", DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<int> Dimensions = new("--dimensions") { Description = "Values a vector has.", DefaultValueFactory = _ => 512 };
    private static readonly Option<int> Threads = new("--threads") { Description = "Threads that look.", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> Searches = new("--searches") { Description = "Searches for each figure.", DefaultValueFactory = _ => 30 };
    private static readonly Option<int> Nearest = new("--nearest") { Description = "How many are wanted.", DefaultValueFactory = _ => 500 };

    public static Command Create()
    {
        var command = new Command("vectors", "The nearest of many vectors, all and among permitted ones.") { Count, Dimensions, Threads, Searches, Nearest };
        command.SetAction((arguments, cancellationToken) => Task.FromResult(Run(
            new(
                arguments.GetRequiredValue(Count),
                arguments.GetRequiredValue(Dimensions),
                arguments.GetRequiredValue(Threads),
                arguments.GetRequiredValue(Searches),
                arguments.GetRequiredValue(Nearest)),
            cancellationToken)));
        return command;
    }

    private static int Run(Plan plan, CancellationToken cancellationToken)
    {
        var random = new Random(1);
        using var index = new VectorIndex(plan.Dimensions);
        var ids = new Guid[plan.Count];
        for (var at = 0; at < ids.Length; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            index.Set(ids[at] = Guid.CreateVersion7(), Vector(random, plan.Dimensions));
        }

        var table = new Table()
            .Title(string.Create(CultureInfo.InvariantCulture, $"{plan.Count:N0} vectors of {plan.Dimensions}, {index.Bytes / 1e6:N0} MB, {plan.Threads} threads"))
            .AddColumns("among", "median, ms", "smallest, ms", "largest, ms");
        foreach (var share in (double[])[1, 0.9, 0.1, 0.001])
        {
            HashSet<Guid>? among = share < 1 ? [.. ids.Where(_ => random.NextDouble() < share)] : null;
            var figures = Measure(plan, index, among, random, cancellationToken);
            table.AddRow([$"{among?.Count ?? plan.Count:N0}", Text(figures.Median), Text(figures.Min), Text(figures.Max)]);
        }

        AnsiConsole.Write(table);
        return 0;
    }

    private static Figures Measure(Plan plan, VectorIndex index, HashSet<Guid>? among, Random random, CancellationToken cancellationToken)
    {
        List<double> milliseconds = [];
        for (var search = 0; search < Warm + plan.Searches; search++)
        {
            var query = Vector(random, plan.Dimensions);
            var start = Stopwatch.GetTimestamp();
            index.Nearest(query, plan.Nearest, among: among, threads: plan.Threads, cancellationToken: cancellationToken);
            if (search >= Warm)
                milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Figures.Of(milliseconds);
    }

    private static float[] Vector(Random random, int dimensions)
    {
        var vector = new float[dimensions];
        for (var at = 0; at < vector.Length; at++)
            vector[at] = random.NextSingle() - 0.5f;
        return VectorMath.Normalised(vector);
    }

    private static string Text(double milliseconds) => milliseconds.ToString("N1", CultureInfo.InvariantCulture);

    private sealed record Plan(int Count, int Dimensions, int Threads, int Searches, int Nearest);
}
