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
    private static readonly Option<string?> Svg = new("--svg") { Description = "Draw the curves into this file." };
    private static readonly Option<string?> JsonFile = new("--json") { Description = "Also write the figures to this file." };

    public static Command Create()
    {
        var command = new Command("growth", "The same questions to a site that grows.") { Sizes, Database, Weights, Seconds, Connections, Stepwise, Svg, JsonFile };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            new(
                [.. arguments.GetRequiredValue(Sizes).Order()],
                arguments.GetValue(Database),
                arguments.GetValue(Weights),
                TimeSpan.FromSeconds(arguments.GetRequiredValue(Seconds)),
                arguments.GetRequiredValue(Connections),
                arguments.GetValue(Stepwise)),
            arguments.GetValue(Svg),
            arguments.GetValue(JsonFile),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(GrowthPlan plan, string? svg, string? json, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        Environment.SetEnvironmentVariable("PIXELI_DATA", folder.Path);
        Environment.SetEnvironmentVariable("DATABASE_URL", plan.Database);
        await BenchPacks.InstallAsync(new("", "", plan.Weights is not null), folder.Path, plan.Weights, cancellationToken);
        await ServerProcess.PrepareAsync(Repository.ServerDll, folder.Path, cancellationToken);
        await ServerProcess.AddGuestAsync(Repository.ServerDll, folder.Path, cancellationToken);
        var site = new GrowingSite(plan.Weights is not null);
        List<GrowthStep> steps = [];
        foreach (var size in plan.Sizes)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Growing to {size:N0} photos …");
            await site.GrowAsync(size, cancellationToken);
            if (plan.IsStepwise)
            {
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Ready for {size:N0}: press Enter.");
                await Console.In.ReadLineAsync(cancellationToken);
            }

            await using var server = await LoadedServer.StartAsync(Repository.ServerDll, folder.Path, cancellationToken, ServerProcess.Guest);
            foreach (var question in await site.QuestionsAsync(server, cancellationToken))
            {
                var connections = Math.Min(question.MostConnections, plan.Connections);
                await using var changes = question.Liked is { } photo ? new Changes(server.Client, photo) : null;
                var figures = await Load.RunAsync(server, connections, plan.Time, question.Path, cancellationToken);
                steps.Add(new(question.Name, connections, size, figures.Median, figures.P99, figures.RequestsPerSecond, figures.ProcessorTime));
                AnsiConsole.MarkupLineInterpolated(
                    CultureInfo.InvariantCulture, $"  {question.Name}: median {figures.Median:0.0} ms, p99 {figures.P99:0.0} ms, {figures.RequestsPerSecond:0} requests/s");
            }

            Add("ids of all photos one may read, by SQL", await site.PermittedAsync(cancellationToken));
            Add("which of 2,000 photos one may read, by SQL", await site.PermittedOfAsync(cancellationToken));

            void Add(string statement, Figures figures)
            {
                steps.Add(new(statement, 1, size, figures.Median, figures.Max, 0, 0));
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  {statement}: median {figures.Median:0.0} ms");
            }
        }

        AnsiConsole.Write(GrowthTable.Of(steps));
        if (svg is not null)
            await File.WriteAllTextAsync(svg, GrowthCurves.Draw(steps, plan.Database is null ? "SQLite" : "PostgreSQL"), cancellationToken);
        if (json is not null)
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(steps), cancellationToken);
        return 0;
    }
}

/// <summary>What is measured.</summary>
internal sealed record GrowthPlan(IReadOnlyList<int> Sizes, string? Database, string? Weights, TimeSpan Time, int Connections, bool IsStepwise);

/// <summary>What one question took at one size.</summary>
internal sealed record GrowthStep(
    string Question, int Connections, int Photos, double Median, double P99, double RequestsPerSecond, double ProcessorTime);

/// <summary>Something that is asked again and again.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Path">The address of each time.</param>
/// <param name="MostConnections">On more it is not asked.</param>
/// <param name="Liked">A photo that is liked or not ten times a second meanwhile; null where nothing changes.</param>
internal sealed record Question(string Name, Func<int, string> Path, int MostConnections = int.MaxValue, Guid? Liked = null);
