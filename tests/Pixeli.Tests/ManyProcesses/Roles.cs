using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Pixeli.Imaging;
using Pixeli.Tests.Crashes;

namespace Pixeli.Tests.ManyProcesses;

/// <summary>Real processes with roles on one PostgreSQL.</summary>
public sealed class Roles : IAsyncLifetime
{
    private const string ShortLease = "Pixeli__Processing__Lease";

    private readonly string _data = Directory.CreateTempSubdirectory("pixeli-roles-").FullName;
    private readonly List<IDisposable> _running = [];
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync()
    {
        foreach (var process in _running)
            process.Dispose();
        await _database.DropAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Are_refused_with_sqlite()
    {
        var (exitCode, said) = await ServerProcess.CommandAsync(_data, "", "", "serve", "--role", "web");

        Assert.Equal(1, exitCode);
        Assert.Contains("Roles need PostgreSQL", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_are_three()
    {
        var (exitCode, said) = await ServerProcess.CommandAsync(_data, "", "", "serve", "--role", "king");

        Assert.Equal(1, exitCode);
        Assert.Contains("web, worker, all", said, StringComparison.Ordinal);
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task Share_the_work_and_hear_of_each_other()
    {
        var servers = (string[])["web", "web", "worker", "worker"];
        var processes = servers.Select(role => Start(_data, role)).ToList(); // all at once: one of them migrates
        var addresses = (await Task.WhenAll(processes.Select(process => process.Address))).Select(address => address!).ToList();
        var boss = await BossAsync(addresses[0]);
        var bossElsewhere = new Person(Client(addresses[1])) { Access = boss.Access };
        var guest = await GuestAsync(addresses[0]);
        var eventId = await boss.CreateEventAsync();
        using var socket = await LiveSocket.ConnectAsync(addresses[1], $"/ws/notifications/?token={boss.Access}");
        using var gallery = await LiveStream.OpenAsync(addresses[1], eventId, boss);

        var photo = await guest.UploadAsync(eventId);

        Assert.Equal(("EVENT_PHOTO_ADDED", eventId), Told((await socket.NextAsync())!));
        var (kind, item) = await gallery.NextAsync();
        Assert.Equal(("photo_added", photo), (kind, item["id"].Guid)); // by a worker: webs have none
        (await bossElsewhere.GetAsync(item["thumbnail_url"].Text)).Expect(200);
        foreach (var worker in addresses.Skip(2))
        {
            (await new Person(Client(worker)).GetAsync("/health/live")).Expect(200);
            (await new Person(Client(worker)).GetAsync("/health/ready")).Expect(200);
            (await new Person(Client(worker)).GetAsync("/events/")).Expect(404);
            (await new Person(Client(worker)).GetAsync("/")).Expect(404);
        }

        Assert.Equal(0, await processes[1].StopAsync());
        Assert.Null(await socket.NextAsync());
        Assert.Equal((int)WebSocketCloseStatus.EndpointUnavailable, socket.CloseCode);
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task A_killed_workers_photos_are_done_by_another_when_its_lease_ends()
    {
        var lease = new Dictionary<string, string> { [ShortLease] = "00:00:05" };
        var web = Start(_data, "web");
        var boss = await BossAsync((await web.Address)!);
        var eventId = await boss.CreateEventAsync();
        var large = SyntheticPhoto.Render(new(11, 3000, 2000));
        var doomed = Start(_data, "worker", lease);
        await doomed.Address;

        var photos = new List<Guid>();
        for (var number = 0; number < 4; number++)
            photos.Add(await boss.UploadAsync(eventId, TestPhotos.WithComment(large, $"{number}")));
        await Wait.UntilAsync("it stands still with a photo in work", async () =>
        {
            await doomed.HaltAsync();
            if ((await StatesAsync(boss, eventId)).Contains("PR"))
                return true;
            await doomed.GoOnAsync();
            return false;
        });
        await doomed.KillAsync();
        var left = await StatesAsync(boss, eventId);
        Assert.Contains("PR", left); // its claim stands
        var heir = Start(OnAnotherMachine(), "worker", lease); // which cannot see that the other is dead
        await heir.Address;

        foreach (var photo in photos)
            Assert.Equal("CO", (await boss.WaitUntilProcessedAsync(photo))["status"].Text);
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task A_stopped_worker_leaves_nothing_claimed()
    {
        var web = Start(_data, "web");
        var boss = await BossAsync((await web.Address)!);
        var eventId = await boss.CreateEventAsync();
        var large = SyntheticPhoto.Render(new(12, 3000, 2000));
        var worker = Start(_data, "worker");
        await worker.Address;
        for (var number = 0; number < 8; number++)
            await boss.UploadAsync(eventId, TestPhotos.WithComment(large, $"{number}"));
        await Wait.UntilAsync("a photo is in work", async () => (await StatesAsync(boss, eventId)).Contains("PR"));

        Assert.Equal(0, await worker.StopAsync());

        var states = await StatesAsync(boss, eventId);
        Assert.DoesNotContain("PR", states);
        Assert.DoesNotContain("FA", states);
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task A_database_that_hangs_up_on_everybody_stops_nobody()
    {
        var web = Start(_data, "web");
        var boss = await BossAsync((await web.Address)!);
        var eventId = await boss.CreateEventAsync();
        var worker = Start(_data, "worker");
        await worker.Address;

        var photos = new List<Guid>();
        for (var round = 0; round < 3; round++)
        {
            photos.Add(await boss.UploadAsync(eventId));
            await _database.HangUpAsync();
            await Wait.UntilAsync("the web is back", async () => (await boss.GetAsync("/health/ready")).Status == 200);
        }

        foreach (var photo in photos)
            Assert.Equal("CO", (await boss.WaitUntilProcessedAsync(photo))["status"].Text);
        Assert.Equal(0, await worker.StopAsync());
        Assert.Equal(0, await web.StopAsync());
    }

    private ServerProcess Start(string data, string role, IReadOnlyDictionary<string, string>? settings = null)
    {
        var process = ServerProcess.Start(data, _database.Url, settings: settings, arguments: ["serve", "--role", role]);
        _running.Insert(0, process);
        return process;
    }

    private string OnAnotherMachine()
    {
        var other = Path.Combine(_data, "other");
        Directory.CreateDirectory(other);
        Directory.CreateSymbolicLink(Path.Combine(other, "blobs"), Path.Combine(_data, "blobs"));
        return other;
    }

    private async Task<Person> BossAsync(Uri server)
    {
        await ServerProcess.CreateAdministratorAsync(_data, _database.Url, "boss", "a long secret");
        return await SignInAsync(server, "boss");
    }

    private async Task<Person> GuestAsync(Uri server)
    {
        await ServerProcess.CreateAdministratorAsync(_data, _database.Url, "guest", "a long secret");
        return await SignInAsync(server, "guest");
    }

    private async Task<Person> SignInAsync(Uri server, string username)
    {
        var person = new Person(Client(server));
        person.Access = (await person.PostAsync("/auth/login/", new { username, password = "a long secret" })).Expect(200)["access"].Text;
        return person;
    }

    private HttpClient Client(Uri server)
    {
        var client = new HttpClient { BaseAddress = server };
        _running.Add(client);
        return client;
    }

    private static async Task<List<string>> StatesAsync(Person boss, Guid eventId) => (await boss.GetAsync($"/events/{eventId}/photos/")).Expect(200).List.Each("status");

    private static (string Verb, Guid Target) Told(JsonNode message) => (message["verb"].Text, message["target_id"].Guid);
}
