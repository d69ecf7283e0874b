using System.Security.Cryptography;
using Pixeli.Imaging;
using Pixeli.Tests.Crashes;
using Pixeli.Tests.Servers;

namespace Pixeli.Tests.Resumable;

/// <summary>What the protocol's reference client makes of this server, when all goes well and when it does not.</summary>
public sealed class TusJsClient(PixeliApp app) : IClassFixture<PixeliApp>, IDisposable
{
    private static readonly Lazy<byte[]> Large = new(() => SyntheticPhoto.Render(new(12, 2400, 1600)));
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Sends_a_photo_and_hears_its_id()
    {
        var (person, eventId, photo) = await PrepareAsync();
        using var client = new TusClient(Task(person, eventId));

        await AssertArrivedAsync(person, photo, await client.WaitForAsync("photo"));
    }

    [Fact]
    public async Task Goes_on_where_it_was_when_the_connection_breaks()
    {
        var (person, eventId, photo) = await PrepareAsync();
        using var client = new TusClient(new { endpoint = Endpoint, access = person.Access, @event = eventId, file = _file, cut = 150_000 });

        await AssertArrivedAsync(person, photo, await client.WaitForAsync("photo"));
        Assert.Contains("cut", client.Said);
        Assert.Single(client.Said.Where(line => line.StartsWith("url", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public async Task Is_told_of_a_wrong_checksum_and_goes_on_with_the_right_bytes()
    {
        var (person, eventId, photo) = await PrepareAsync();
        var checksum = $"sha1 {Convert.ToBase64String(new byte[20])}";
        using var refused = new TusClient(new { endpoint = Endpoint, access = person.Access, @event = eventId, file = _file, checksum });
        var url = await refused.WaitForAsync("url");
        Assert.Equal("460", await refused.WaitForAsync("failed"));

        using var client = new TusClient(new { endpoint = Endpoint, access = person.Access, @event = eventId, file = _file, url });
        await AssertArrivedAsync(person, photo, await client.WaitForAsync("photo"));
    }

    [Fact]
    public async Task Begins_anew_when_the_upload_has_expired()
    {
        var (person, eventId, photo) = await PrepareAsync();
        using var stopped = new TusClient(new { endpoint = Endpoint, access = person.Access, @event = eventId, file = _file, stopAt = 65_536 });
        var url = await stopped.WaitForAsync("url");
        await stopped.WaitForAsync("accepted");
        app.Clock.Advance(TimeSpan.FromDays(4));
        person = await app.SignInAsync(person);

        using var client = new TusClient(new { endpoint = Endpoint, access = person.Access, @event = eventId, file = _file, url });
        await AssertArrivedAsync(person, photo, await client.WaitForAsync("photo"));
        Assert.Contains(client.Said, line => line.StartsWith("url", StringComparison.Ordinal) && line != $"url {url}");
    }

    [Fact]
    public async Task Waits_its_turn_while_another_request_sends_the_same_upload()
    {
        var (person, eventId, photo) = await PrepareAsync();
        var upload = await person.BeginAsync(eventId, photo.Length);
        const int First = 100_000; // of fewer the server would say that they come too slowly, before the client has started
        var sending = new StalledRequest(person, upload, photo.AsMemory(0, First), photo.AsMemory(First, 1000));
        await Wait.UntilAsync("the first bytes are there", async () => (await person.LookAsync(upload)).Expect(200).Offset() == First);

        using var client = new TusClient(new { endpoint = Endpoint, access = person.Access, @event = eventId, file = _file, url = new Uri(app.Address, upload) });
        await client.WaitForAsync("url");
        sending.Finish();
        (await sending.Answer).Expect(204);
        await AssertArrivedAsync(person, photo, await client.WaitForAsync("photo"));
    }

    [Fact]
    public async Task Goes_on_after_the_server_was_killed_and_started_again()
    {
        var data = Directory.CreateTempSubdirectory("pixeli-tus-").FullName;
        var database = await TestDatabase.CreateAsync();
        try
        {
            await ServerProcess.CreateAdministratorAsync(data, database.Url, "boss", "a long secret");
            var photo = await WritePhotoAsync();
            var server = ServerProcess.Start(data, database.Url);
            using var http = new SwitchedClient();
            var person = await http.SignInAsync((await server.Address)!);
            var eventId = await person.CreateEventAsync();
            using var client = new TusClient(new { endpoint = new Uri(http.Address, "/uploads/"), access = person.Access, @event = eventId, file = _file });
            await client.WaitForAsync("accepted");
            await server.KillAsync();
            server.Dispose();
            using var again = ServerProcess.Start(data, database.Url, http.Address.Port);

            var photoId = Guid.Parse((await client.WaitForAsync("photo")).Split(' ')[0]);

            Assert.Single(client.Said.Where(line => line.StartsWith("url", StringComparison.Ordinal)).Distinct());
            Assert.Equal(photo, (await person.GetAsync($"/photos/{photoId}/original/")).Expect(200).Bytes);
            await person.WaitUntilProcessedAsync(photoId);
            Assert.Equal(0, await again.StopAsync());
        }
        finally
        {
            await database.DropAsync();
            Directory.Delete(data, recursive: true);
        }
    }

    private Uri Endpoint => new(app.Address, "/uploads/");

    private object Task(Person person, Guid eventId) => new { endpoint = Endpoint, access = person.Access, @event = eventId, file = _file };

    private async Task<(Person Person, Guid EventId, byte[] Photo)> PrepareAsync()
    {
        var person = await app.PersonAsync();
        return (person, await person.CreateEventAsync(), await WritePhotoAsync());
    }

    private async Task<byte[]> WritePhotoAsync()
    {
        var photo = TestPhotos.WithComment(Large.Value, Convert.ToHexString(RandomNumberGenerator.GetBytes(8)));
        Assert.True(photo.Length > 4 * 64 * 1024, "The photo must need several parts.");
        await File.WriteAllBytesAsync(_file, photo);
        return photo;
    }

    private static async Task AssertArrivedAsync(Person person, byte[] photo, string said)
    {
        Assert.EndsWith(" created", said, StringComparison.Ordinal);
        Assert.Equal(photo, (await person.GetAsync($"/photos/{said.Split(' ')[0]}/original/")).Expect(200).Bytes);
    }
}
