using System.CommandLine;
using System.Globalization;
using Pixeli.Bench.Server;
using Spectre.Console;

namespace Pixeli.Bench.Api;

/// <summary><c>api</c>: lists, details and searches under load. The client runs on the same processors, so the server alone does better.</summary>
internal static class ApiCommand
{
    private static readonly Option<int> Events = Count("--events", 44, "Events of 20 photos.");
    private static readonly Option<int> Photos = Count("--photos", 10_000, "Photos of the large event.");
    private static readonly Option<int> Connections = Count("--connections", 64, "Connections.");
    private static readonly Option<int> Seconds = Count("--seconds", 8, "Seconds for each figure.");

    public static Command Create()
    {
        var command = new Command("api", "Lists, details and searches under load.") { Events, Photos, Connections, Seconds };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetRequiredValue(Events),
            arguments.GetRequiredValue(Photos),
            arguments.GetRequiredValue(Connections),
            TimeSpan.FromSeconds(arguments.GetRequiredValue(Seconds)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int events, int photos, int connections, TimeSpan time, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var data = folder.Path;
        await ServerProcess.PrepareAsync(Repository.ServerDll, data, cancellationToken);
        var ids = await SeededSite.FillAsync(data, ServerProcess.Username, [.. Enumerable.Repeat(20, events), 1000, photos], cancellationToken);
        await using var server = await ServerProcess.StartAsync(Repository.ServerDll, data, cancellationToken);
        using var client = await ServerClient.SignInAsync(server.Address, cancellationToken);
        var http = client.Http;
        var details = (await client.PhotosAsync(ids[^1], cancellationToken)).ConvertAll(photo => photo.Id);

        var table = new Table()
            .Title(string.Create(CultureInfo.InvariantCulture, $"{connections} connections, {events + 2} events, {photos + 1000 + (20 * events)} photos"))
            .AddColumns("", "requests/s", "median, ms", "p99, ms", "bytes");
        await RowAsync("GET /events/", _ => "/events/");
        await RowAsync("GET /events/{id}/photos/?limit=100, 1,000 photos", _ => $"/events/{ids[^2]}/photos/?limit=100");
        await RowAsync($"GET /events/{{id}}/photos/?limit=100, {photos:N0} photos", _ => $"/events/{ids[^1]}/photos/?limit=100");
        await RowAsync("GET /photos/{id}/", turn => $"/photos/{details[turn % details.Count]}/");
        await RowAsync("GET /photos/search/?tags=…&limit=100", turn => $"/photos/search/?tags=tag%20{turn % 100}&limit=100");
        await RowAsync("GET /notifications/unread-count/", _ => "/notifications/unread-count/");
        await RowAsync($"GET /events/{{id}}/photos/, all {photos:N0}", _ => $"/events/{ids[^1]}/photos/", 2);
        AnsiConsole.Write(table);
        return 0;

        async Task RowAsync(string name, Func<int, string> path, int? most = null)
        {
            var figures = await Load.RunAsync(name, http, most ?? connections, time, path, cancellationToken);
            table.AddRow(figures.Name, Number(figures.RequestsPerSecond), Number(figures.Median), Number(figures.P99), $"{figures.BytesAnswered:N0}");
        }
    }

    private static string Number(double value) => value.ToString("#,0.0", CultureInfo.InvariantCulture);

    private static Option<int> Count(string name, int otherwise, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };
}
