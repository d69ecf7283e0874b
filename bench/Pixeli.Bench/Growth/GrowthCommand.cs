using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pixeli.Bench.Api;
using Pixeli.Bench.Ingest;
using Pixeli.Bench.Measuring;
using Pixeli.Bench.Server;
using Spectre.Console;

namespace Pixeli.Bench.Growth;

/// <summary><c>growth</c>: the same questions to a site that grows, as somebody who may read everything by permission and not by role.</summary>
internal static class GrowthCommand
{
    private static readonly Option<int[]> Sizes = new("--sizes")
    {
        Description = "Photos of the site, step by step.",
        DefaultValueFactory = _ => [1_000, 10_000, 100_000, 1_000_000],
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Database = new("--database") { Description = "An empty PostgreSQL database, as in DATABASE_URL; SQLite by default." };
    private static readonly Option<string?> Weights = new("--weights") { Description = "A folder with the weights of packs: with it, people are looked for among one face a photo." };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Seconds for each figure.", DefaultValueFactory = _ => 4 };
    private static readonly Option<int> Connections = new("--connections") { Description = "Connections.", DefaultValueFactory = _ => 64 };
    private static readonly Option<bool> Stepwise = new("--stepwise") { Description = "Wait for a line of input before each size is measured, so that the machine can be made quiet." };
    private static readonly Option<bool> Everything = new("--every-row") { Description = "Also take photos in beside sharp, start, wait, list and tell WebSockets at each size: some three minutes more." };
    private static readonly Option<string?> RowsSvg = new("--rows-svg") { Description = "Draw what --every-row measures into this file." };
    private static readonly Option<string?> Svg = new("--svg") { Description = "Draw the curves into this file." };
    private static readonly Option<string?> JsonFile = new("--json") { Description = "Also write the figures to this file." };

    public static Command Create()
    {
        var command = new Command("growth", "The same questions to a site that grows.") { Sizes, Database, Weights, Seconds, Connections, Stepwise, Everything, Svg, RowsSvg, JsonFile };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            new(
                [.. arguments.GetRequiredValue(Sizes).Order()],
                arguments.GetValue(Database),
                arguments.GetValue(Weights),
                TimeSpan.FromSeconds(arguments.GetRequiredValue(Seconds)),
                arguments.GetRequiredValue(Connections),
                arguments.GetValue(Stepwise),
                arguments.GetValue(Everything)),
            new(arguments.GetValue(Svg), arguments.GetValue(RowsSvg), arguments.GetValue(JsonFile)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(GrowthPlan plan, GrowthFiles files, CancellationToken cancellationToken)
    {
        var database = plan.Database is null ? "SQLite" : "PostgreSQL";
        using var folder = new TemporaryFolder();
        using var written = new TemporaryFolder();
        Environment.SetEnvironmentVariable("PIXELI_DATA", folder.Path);
        Environment.SetEnvironmentVariable("DATABASE_URL", plan.Database);
        await BenchPacks.InstallAsync(new("", "", plan.Weights is not null), folder.Path, plan.Weights, cancellationToken);
        await ServerProcess.PrepareAsync(Repository.ServerDll, folder.Path, cancellationToken);
        await ServerProcess.AddGuestAsync(Repository.ServerDll, folder.Path, cancellationToken);
        var site = new GrowingSite(plan.Weights is not null);
        var usual = IngestCommand.Usual;
        var rows = plan.IsEveryRow
            ? new EveryRow(site, BenchPhotos.Make(usual.Cache, usual.Photos, cancellationToken), written, folder.Path, isOneProcess: plan.Database is null)
            : null;
        List<GrowthStep> steps = [];
        List<RowStep> rowSteps = [];
        foreach (var size in plan.Sizes)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Growing to {size:N0} photos …");
            await site.GrowAsync(size, cancellationToken);
            if (plan.IsStepwise)
            {
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Ready for {size:N0}: press Enter.");
                await Console.In.ReadLineAsync(cancellationToken);
            }

            steps.AddRange(await AnswersAsync(plan, site, size, folder.Path, cancellationToken));
            Add("ids of all photos one may read, by SQL", await site.PermittedAsync(cancellationToken));
            Add("which of 2,000 photos one may read, by SQL", await site.PermittedOfAsync(cancellationToken));
            if (rows is not null)
                rowSteps.AddRange(await rows.MeasureAsync(size, cancellationToken));

            void Add(string statement, Figures figures)
            {
                steps.Add(new(statement, 1, size, figures.Median, figures.Max, 0, 0));
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  {statement}: median {figures.Median:0.0} ms");
            }
        }

        await ReportAsync(files, database, steps, rowSteps, cancellationToken);
        return 0;
    }

    private static async Task<List<GrowthStep>> AnswersAsync(GrowthPlan plan, GrowingSite site, int size, string data, CancellationToken cancellationToken)
    {
        List<GrowthStep> steps = [];
        await using var server = await LoadedServer.StartAsync(Repository.ServerDll, data, cancellationToken, ServerProcess.Guest);
        foreach (var question in await site.QuestionsAsync(server, cancellationToken))
        {
            var connections = Math.Min(question.MostConnections, plan.Connections);
            await using var changes = question.Liked is { } photo ? new Changes(server.Client, photo) : null;
            var figures = await Load.RunAsync(server, connections, plan.Time, question.Path, cancellationToken);
            steps.Add(new(question.Name, connections, size, figures.Median, figures.P99, figures.RequestsPerSecond, figures.ProcessorTime));
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"  {question.Name}: median {figures.Median:0.0} ms, p99 {figures.P99:0.0} ms, {figures.RequestsPerSecond:0} requests/s");
        }

        return steps;
    }

    private static async Task ReportAsync(GrowthFiles files, string database, List<GrowthStep> steps, List<RowStep> rows, CancellationToken cancellationToken)
    {
        AnsiConsole.Write(GrowthTable.Of(steps));
        if (rows.Count > 0)
            AnsiConsole.Write(GrowthTable.Of(rows));
        if (files.Svg is not null)
            await File.WriteAllTextAsync(files.Svg, GrowthCurves.Draw(steps, database), cancellationToken);
        if (files.RowsSvg is not null && rows.Count > 0)
            await File.WriteAllTextAsync(files.RowsSvg, RowPanels.Draw(rows, database), cancellationToken);
        if (files.Json is not null)
            await File.WriteAllTextAsync(files.Json, JsonSerializer.Serialize(new { steps, rows }), cancellationToken);
    }
}

/// <summary>What is measured.</summary>
internal sealed record GrowthPlan(IReadOnlyList<int> Sizes, string? Database, string? Weights, TimeSpan Time, int Connections, bool IsStepwise, bool IsEveryRow);

/// <summary>Where figures are kept; null for nowhere.</summary>
internal sealed record GrowthFiles(string? Svg, string? RowsSvg, string? Json);

/// <summary>What one question took at one size.</summary>
internal sealed record GrowthStep(
    string Question, int Connections, int Photos, double Median, double P99, double RequestsPerSecond, double ProcessorTime);

/// <summary>Something that is asked again and again.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Path">The address of each time.</param>
/// <param name="MostConnections">On more it is not asked.</param>
/// <param name="Liked">A photo that is liked or not ten times a second meanwhile; null where nothing changes.</param>
internal sealed record Question(string Name, Func<int, string> Path, int MostConnections = int.MaxValue, Guid? Liked = null);
