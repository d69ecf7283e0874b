using System.CommandLine;
using System.Globalization;
using Pixeli.Bench.Api;
using Pixeli.Bench.Server;
using Spectre.Console;

namespace Pixeli.Bench.Sockets;

/// <summary><c>sockets</c>: how soon somebody's many WebSockets hear that a photo of theirs was liked, and what idle ones take of memory.</summary>
internal static class SocketsCommand
{
    private static readonly Option<int> Listening = new("--sockets") { Description = "WebSockets that are told.", DefaultValueFactory = _ => 1000 };
    private static readonly Option<int> Idle = new("--idle") { Description = "WebSockets that only stay open.", DefaultValueFactory = _ => 5000 };
    private static readonly Option<int> Likes = new("--likes") { Description = "Likes that they are told of, one after the other.", DefaultValueFactory = _ => 100 };
    private static readonly Option<string?> Database = new("--database")
    {
        Description = "An empty PostgreSQL database, as in DATABASE_URL: likes come to one web process, and WebSockets are at another.",
    };

    public static Command Create()
    {
        var command = new Command("sockets", "How soon WebSockets hear of something, and what idle ones take of memory.") { Listening, Idle, Likes, Database };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetRequiredValue(Listening), arguments.GetRequiredValue(Idle), arguments.GetRequiredValue(Likes), arguments.GetValue(Database), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int listening, int idle, int likes, string? database, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        Environment.SetEnvironmentVariable("DATABASE_URL", database);
        await ServerProcess.PrepareAsync(Repository.ServerDll, folder.Path, cancellationToken);
        await ServerProcess.AddGuestAsync(Repository.ServerDll, folder.Path, cancellationToken);
        var events = await SeededSite.FillAsync(folder.Path, ServerProcess.Username, [likes + 1], cancellationToken); // one like goes before
        IReadOnlyList<Guid> photos;
        await using (var server = await LoadedServer.StartAsync(Repository.ServerDll, folder.Path, cancellationToken))
            photos = (await server.Client.PhotosAsync(events[0], cancellationToken)).ConvertAll(photo => photo.Id);
        var figures = await new SocketsRun(folder.Path, isOneProcess: database is null).MeasureAsync(photos, listening, idle, cancellationToken);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{idle:N0} idle: {figures.IdleKilobytes:0.0} KB each, beside {figures.Alone:0} MB");
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"{likes} likes to {listening:N0} sockets, from the request that likes: median {figures.Median:0.0} ms, p99 {figures.P99:0.0} ms, longest {figures.Longest:0.0} ms");
        return 0;
    }
}
