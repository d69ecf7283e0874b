using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using Pixeli.Bench.Api;
using Pixeli.Bench.Measuring;
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

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10); // a server gives back by then what its start left behind

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
        string[] role = database is null ? [] : ["serve", "--role", "web"];
        await using var liked = await ServerProcess.StartAsync(Repository.ServerDll, folder.Path, cancellationToken, role);
        await using var other = database is null ? null : await ServerProcess.StartAsync(Repository.ServerDll, folder.Path, cancellationToken, role);
        var told = other ?? liked;
        using var photographer = await ServerClient.SignInAsync(told.Address, cancellationToken);
        using var guest = await ServerClient.SignInAsync(liked.Address, cancellationToken, ServerProcess.Guest);

        await Task.Delay(Settling, cancellationToken);
        var alone = ProcessUse.Resident(told.Id);
        await using (await Listeners.ConnectAsync(told.Address, photographer.Token, idle, cancellationToken))
        {
            await Task.Delay(Settling, cancellationToken);
            var kilobytes = 1000 * (ProcessUse.Resident(told.Id) - alone) / idle;
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{idle:N0} idle: {kilobytes:0.0} KB each, beside {alone:0} MB");
        }

        await using var listeners = await Listeners.ConnectAsync(told.Address, photographer.Token, listening, cancellationToken);
        List<double> times = [];
        foreach (var photo in await photographer.PhotosAsync(events[0], cancellationToken))
            times.AddRange(await listeners.HearAsync(() => LikeAsync(guest, photo.Id, cancellationToken), cancellationToken));
        var sorted = times.Skip(listening).Order().ToList();
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"{likes} likes to {listening:N0} sockets, from the request that likes: median {sorted[sorted.Count / 2]:0.0} ms, p99 {sorted[sorted.Count * 99 / 100]:0.0} ms, longest {sorted[^1]:0.0} ms");
        return 0;
    }

    private static async Task LikeAsync(ServerClient guest, Guid photo, CancellationToken cancellationToken)
    {
        using var answer = await guest.Http.PostAsJsonAsync($"/photos/{photo}/likes/", new { }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
