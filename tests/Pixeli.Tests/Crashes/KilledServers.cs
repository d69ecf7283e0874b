using System.Globalization;
using Pixeli.Imaging;
using Xunit.Abstractions;

namespace Pixeli.Tests.Crashes;

/// <summary>kill -9 at any instant, in a loop, while photos are uploaded and processed: nothing is lost and no hand is needed.</summary>
public sealed class KilledServers(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Seed = 20261122;
    private const int Uploaders = 3;
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("PIXELI_TEST_KILLS") ?? "8", CultureInfo.InvariantCulture);

    private readonly string _data = Directory.CreateTempSubdirectory("pixeli-killed-").FullName;
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync()
    {
        await _database.DropAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Lose_no_photo_that_was_acknowledged_and_leave_nothing_behind()
    {
        await ServerProcess.CreateAdministratorAsync(_data, _database.Url, "boss", "a long secret");
        var random = new Random(Seed);
        var large = SyntheticPhoto.Render(new(11, 3000, 2000));
        var server = ServerProcess.Start(_data, _database.Url);
        using var http = new SwitchedClient();
        var person = await http.SignInAsync((await server.Address)!);
        var eventId = await person.CreateEventAsync();
        using var stop = new CancellationTokenSource();
        var uploaders = Enumerable.Range(0, Uploaders).Select(number => new Uploader(number, Seed, eventId, () => http.Person, large)).ToList();
        var uploading = uploaders.ConvertAll(uploader => uploader.RunAsync(stop.Token));

        var kill = 0;
        for (; kill < Kills || (kill < 10 * Kills && uploaders.Sum(uploader => uploader.Acknowledged.Count) <= Kills); kill++) // a slow machine needs more of them
        {
            // Mostly amid uploads and processing, now and then while the server starts and cleans up.
            if (kill > 0 && random.Next(4) > 0)
                http.Address = await server.Address ?? http.Address;
            await Task.Delay(random.Next(100, 2000));
            await server.KillAsync();
            http.Lose();
            await server.Address;
            server.Dispose();
            server = ServerProcess.Start(_data, _database.Url);
        }

        http.Address = (await server.Address)!;
        await stop.CancelAsync();
        await Task.WhenAll(uploading);
        var acknowledged = uploaders.SelectMany(uploader => uploader.Acknowledged).ToDictionary();
        output.WriteLine($"{kill} kills, {acknowledged.Count} photos acknowledged");

        await Wait.UntilAsync("every photo is through", async () => (await http.Person.GetAsync($"/events/{eventId}/photos/")).Expect(200)
            .List.Each("status").TrueForAll(status => status is "CO" or "FA"));
        var photos = (await http.Person.GetAsync($"/events/{eventId}/photos/")).List;
        Assert.All(photos, photo => Assert.Equal("CO", photo!["status"].Text));
        Assert.Equal(acknowledged.Values.Order(), photos.Each("id").Select(Guid.Parse).Order());
        Assert.True(acknowledged.Count > Kills, "Too few photos came through to say anything.");

        await Wait.UntilAsync("the dead servers' folders are gone", () => Directory.EnumerateFileSystemEntries(Path.Combine(_data, "staging")).Count() == 2);
        Assert.Equal(CompletedPhotos.Blobs(acknowledged.Values), Files("blobs"));
        Assert.Equal(0, await server.StopAsync());
        server.Dispose();
        Assert.Empty(Files("staging"));
        Assert.DoesNotContain(Files("uploads"), file => !file.EndsWith(".lock", StringComparison.Ordinal));
    }

    private IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(_data, folder), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Path.Combine(_data, folder), file)).Order(StringComparer.Ordinal);
}
