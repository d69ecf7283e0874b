using System.CommandLine;
using System.Globalization;
using Pixeli.Bench.Server;
using Spectre.Console;

namespace Pixeli.Bench.Api;

/// <summary><c>api</c>: lists, details and searches under load. The client runs on the same processors, so the server alone does better.</summary>
internal static class ApiCommand
{
    private static readonly Option<string[]> Servers = new("--server") { Description = "A Pixeli.dll to measure; several take turns on the same data. The Release build by default." };
    private static readonly Option<string?> Only = new("--only") { Description = "Measure the calls whose name contains this." };
    private static readonly Option<int> Events = Count("--events", 44, "Events of 20 photos.");
    private static readonly Option<int> Photos = Count("--photos", 10_000, "Photos of the large event.");
    private static readonly Option<int> Connections = Count("--connections", 64, "Connections.");
    private static readonly Option<int> Seconds = Count("--seconds", 8, "Seconds for each figure.");

    public static Command Create()
    {
        var command = new Command("api", "Lists, details and searches under load.") { Servers, Only, Events, Photos, Connections, Seconds };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            new(
                arguments.GetValue(Servers) is { Length: > 0 } given ? [.. given.Select(Path.GetFullPath)] : [Repository.ServerDll],
                arguments.GetValue(Only) ?? "",
                arguments.GetRequiredValue(Events),
                arguments.GetRequiredValue(Photos),
                arguments.GetRequiredValue(Connections),
                TimeSpan.FromSeconds(arguments.GetRequiredValue(Seconds))),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await ServerProcess.PrepareAsync(plan.Servers[0], folder.Path, cancellationToken);
        var ids = await SeededSite.FillAsync(
            folder.Path, ServerProcess.Username, [.. Enumerable.Repeat(20, plan.Events), 1000, plan.Photos], cancellationToken);
        var servers = new List<LoadedServer>();
        try
        {
            foreach (var dll in plan.Servers)
                servers.Add(await LoadedServer.StartAsync(dll, folder.Path, cancellationToken));
            AnsiConsole.Write(await MeasureAsync(plan, ids, servers, cancellationToken));
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
        }

        return 0;
    }

    private static async Task<Table> MeasureAsync(
        Plan plan, IReadOnlyList<Guid> ids, List<LoadedServer> servers, CancellationToken cancellationToken)
    {
        var details = (await servers[0].Client.PhotosAsync(ids[^1], cancellationToken)).ConvertAll(photo => photo.Id);
        var table = new Table()
            .Title(string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.Connections} connections, {plan.Events + 2} events, {plan.Photos + 1000 + (20 * plan.Events)} photos"))
            .AddColumns("", "requests/s", "median, ms", "p99, ms", "server's processor time, ms", "bytes");
        await RowsAsync("GET /events/", _ => "/events/");
        await RowsAsync("GET /events/{id}/photos/?limit=100, 1,000 photos", _ => $"/events/{ids[^2]}/photos/?limit=100");
        await RowsAsync($"GET /events/{{id}}/photos/?limit=100, {plan.Photos:N0} photos", _ => $"/events/{ids[^1]}/photos/?limit=100");
        await RowsAsync("GET /photos/{id}/", turn => $"/photos/{details[turn % details.Count]}/");
        await RowsAsync("GET /photos/search/?tags=…&limit=100", turn => $"/photos/search/?tags=tag%20{turn % 100}&limit=100");
        await RowsAsync("GET /notifications/unread-count/", _ => "/notifications/unread-count/");
        await RowsAsync($"GET /events/{{id}}/photos/, all {plan.Photos:N0}", _ => $"/events/{ids[^1]}/photos/", 2);
        return table;

        async Task RowsAsync(string name, Func<int, string> path, int? most = null)
        {
            if (!name.Contains(plan.Only, StringComparison.Ordinal))
                return;
            foreach (var (index, server) in servers.Index())
            {
                var figures = await Load.RunAsync(server, most ?? plan.Connections, plan.Time, path, cancellationToken);
                table.AddRow(
                    servers.Count == 1 ? name : $"{name}, server {index + 1}",
                    Number(figures.RequestsPerSecond),
                    Number(figures.Median),
                    Number(figures.P99),
                    Number(figures.ProcessorTime),
                    $"{figures.BytesAnswered:N0}");
            }
        }
    }

    private static string Number(double value) => value.ToString("#,0.0#", CultureInfo.InvariantCulture);

    private static Option<int> Count(string name, int otherwise, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };

    private sealed record Plan(IReadOnlyList<string> Servers, string Only, int Events, int Photos, int Connections, TimeSpan Time);
}
