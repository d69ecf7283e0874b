using System.Globalization;
using Pixeli.Imaging;
using Pixeli.Tests.Crashes;
using Pixeli.Tests.Operating;
using Pixeli.Tests.Servers;
using Xunit.Abstractions;

namespace Pixeli.Tests.ManyProcesses;

/// <summary>
/// Two web processes and two workers on one PostgreSQL and one bucket, under load, killed at random: nothing acknowledged is lost, nothing
/// is there twice, everybody hears of what happened, and a backup made meanwhile is a whole site. <c>PIXELI_TEST_SIEGE</c> says for how many seconds, <c>PIXELI_TEST_SOCKETS</c> with how many listeners.
/// </summary>
public sealed class Siege(ITestOutputHelper output, S3Server bucket) : IClassFixture<S3Server>, IDisposable
{
    private const int Seed = 20261128;
    private const int Uploaders = 2;
    private const int Readers = 4;
    private static readonly string[] Fans = ["ann", "ben"];
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(Number("PIXELI_TEST_SIEGE", 15));
    private static readonly int Sockets = Number("PIXELI_TEST_SOCKETS", 40);

    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-siege-").FullName;

    private string Copy => Path.Combine(_folder, "copy");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task Costs_nothing_that_was_acknowledged_and_no_notification()
    {
        await using var site = await OfflineSite.CreateAsync();
        site.Settings = new Dictionary<string, string>(bucket.Environment("siege"))
        {
            ["Pixeli__Limits__UploadsByAccount__Count"] = "1000000",
            ["Pixeli__Processing__Lease"] = "00:00:20",
        };
        using var fleet = new Fleet(site.Data, site.DatabaseUrl, site.Settings, Seed);
        await fleet.StartAsync();
        foreach (var name in (string[])["boss", .. Fans])
            await ServerProcess.CreateAdministratorAsync(site.Data, site.DatabaseUrl, name, "a long secret");
        var boss = await fleet.SignInAsync("boss");
        var fans = await Task.WhenAll(Fans.Select(fleet.SignInAsync));
        var eventId = await fleet.Person(boss).CreateEventAsync();
        var large = SyntheticPhoto.Render(new(11, 3000, 2000));

        using var stop = new CancellationTokenSource();
        var uploaders = Enumerable.Range(0, Uploaders)
            .Select(number => new Uploader(number, Seed, eventId, () => fleet.Person(boss), large) { Pause = TimeSpan.FromMilliseconds(300) }).ToList();
        var admirers = fans.Select((access, number) => new Admirer(Seed + number, () => fleet.Person(access), uploaders)).ToList();
        var readers = Enumerable.Range(0, Readers).Select(number => new Reader(Seed + number, eventId, () => fleet.Person(boss))).ToList();
        var listeners = Enumerable.Range(0, Sockets).Select(number => new Listener(Seed + number, fleet, boss)).ToList();
        var load = (Task[])
        [
            .. uploaders.Select(uploader => uploader.RunAsync(stop.Token)), .. admirers.Select(admirer => admirer.RunAsync(stop.Token)),
            .. readers.Select(reader => reader.RunAsync(stop.Token)),
        ];
        var listening = listeners.ConvertAll(listener => listener.RunAsync());

        var copied = CopyAsync(site, uploaders);
        var kills = await fleet.KillForAsync(Length, Task.WhenAny(load));
        var before = await copied;
        await stop.CancelAsync();
        await Task.WhenAll(load);

        var person = fleet.Person(boss);
        await Wait.UntilAsync("every photo is through", async () => (await person.GetAsync($"/events/{eventId}/photos/")).Expect(200).List
            .Each("status").TrueForAll(status => status is "CO" or "FA"));
        var photos = (await person.GetAsync($"/events/{eventId}/photos/")).Expect(200).List;
        var acknowledged = uploaders.SelectMany(uploader => uploader.Acknowledged).ToDictionary();
        var times = readers.SelectMany(reader => reader.Milliseconds).Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kills} kills, {acknowledged.Count} photos acknowledged, {admirers.Sum(admirer => admirer.Liked.Count)} likes, {admirers.Sum(admirer => admirer.Commented.Count)} comments"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{times.Count} reads: half within {times[times.Count / 2]:0} ms, 99 % within {times[times.Count * 99 / 100]:0} ms; {readers.Sum(reader => reader.Broken)} broke off"));
        Assert.All(photos, photo => Assert.Equal("CO", photo!["status"].Text));
        Assert.Equal(acknowledged.Values.Order(), photos.Each("id").Select(Guid.Parse).Order());
        Assert.True(acknowledged.Count > 0 && kills > 0, "Too little happened to say anything.");

        await CheckEngagementAsync(person, admirers);
        await Task.WhenAll(listeners.Select(listener => listener.Connected));
        var last = (await fleet.Person(fans[0]).CommentAsync(photos[0]!["id"].Guid, "the last word"))["id"].Guid;
        await Wait.UntilAsync("everybody has heard the last word", () => listeners.TrueForAll(listener => listener.HasHeardOf(last)));
        output.WriteLine($"{Sockets} sockets connected {listeners.Sum(listener => listener.Connections)} times and got {listeners.Sum(listener => listener.Messages)} messages");

        await fleet.StopAsync();
        await Task.WhenAll(listening);
        await site.AssertWellAsync();
        await RestoreAsync(eventId, before);
    }

    /// <summary>Makes a backup in the middle of it.</summary>
    /// <returns>What was acknowledged before.</returns>
    private async Task<List<Guid>> CopyAsync(OfflineSite site, List<Uploader> uploaders)
    {
        await Task.Delay(Length / 3);
        var before = uploaders.SelectMany(uploader => uploader.Acknowledged.Values).ToList();
        var (exitCode, said) = await site.RunAsync("backup", Copy);
        Assert.True(exitCode == 0, said);
        return before;
    }

    private async Task RestoreAsync(Guid eventId, List<Guid> before)
    {
        await using var other = await OfflineSite.CreateAsync();
        other.Settings = bucket.Environment("restored");
        var (exitCode, said) = await other.RunAsync("restore", Copy);
        Assert.True(exitCode == 0, said);
        await File.WriteAllTextAsync(Path.Combine(other.Data, "boss"), ""); // the administrator came with it
        var (server, boss) = await other.StartAsync();
        var photos = (await boss.GetAsync($"/events/{eventId}/photos/")).Expect(200).List.Each("id").Select(Guid.Parse).ToList();
        output.WriteLine($"the backup has {photos.Count} photos, {before.Count} were acknowledged before it began");
        Assert.Empty(before.Except(photos));
        foreach (var photo in photos)
            Assert.Equal("CO", (await boss.WaitUntilProcessedAsync(photo))["status"].Text);
        Assert.Equal(0, await server.StopAsync());
        await other.AssertWellAsync("--hashes", "--grace", "00:00:00");
    }

    // What a fan was told is done counts once, and its photographer finds it in the inbox.
    private static async Task CheckEngagementAsync(Person photographer, List<Admirer> admirers)
    {
        var inbox = (await photographer.GetAsync("/notifications/")).Expect(200).List;
        foreach (var (verb, photos) in new[] { ("LIKED", admirers.SelectMany(admirer => admirer.Liked)), ("COMMENTED", admirers.SelectMany(admirer => admirer.Commented)) })
        {
            var told = inbox.Where(item => item!["verb"].Text == verb).Select(item => item!["target_id"].Guid).ToHashSet();
            Assert.Empty(photos.Except(told));
        }

        foreach (var photo in admirers.SelectMany(admirer => admirer.Liked).Distinct())
        {
            var likes = (await photographer.GetAsync($"/photos/{photo}/")).Expect(200)["likes_count"]!.GetValue<int>();
            Assert.Equal(admirers.Count(admirer => admirer.Liked.Contains(photo)), likes);
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(variable) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
