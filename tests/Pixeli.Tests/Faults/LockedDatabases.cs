using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Data;

namespace Pixeli.Tests.Faults;

/// <summary>Another program writes in the SQLite database for longer than anybody waits, as a tool that somebody left open does.</summary>
[Trait("Needs", "sqlite")]
public sealed class LockedDatabases : IAsyncLifetime
{
    private PixeliApp _app = null!;

    public async Task InitializeAsync() => _app = await PixeliApp.StartAsync(services => services.AddSingleton(new WriteGate(TimeSpan.FromSeconds(6))));

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task Who_writes_is_answered_with_503_and_nothing_is_lost()
    {
        var person = await _app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var before = (await person.UploadCompletedAsync(eventId))["id"].Guid;
        var waiting = await person.UploadAsync(eventId);

        await using (await HoldAsync())
        {
            var upload = person.BulkUploadAsync(eventId, new BulkBody().File("a.jpg", TestPhotos.Next()).Metadata(new { client_id = "a.jpg" }));
            var comments = Enumerable.Range(0, 8).Select(_ => person.PostAsync($"/photos/{before}/comments/", new { content = "too early" }));
            foreach (var answer in await Task.WhenAll([upload, .. comments])) // each would be longer than a client waits if they waited one after another
                Assert.Equal("10", answer.Expect(503).Headers.GetValues("Retry-After").Single());
        }

        (await person.PostAsync($"/photos/{before}/comments/", new { content = "now" })).Expect(201);
        Assert.Equal("CO", (await person.WaitUntilProcessedAsync(waiting))["status"].Text); // the clock stands still: no lease ends
        var later = (await person.UploadCompletedAsync(eventId))["id"].Guid;
        var photos = (await person.GetAsync($"/events/{eventId}/photos/")).Expect(200).List.Select(photo => photo!["id"].Guid);
        Assert.Equal(new[] { before, waiting, later }.Order(), photos.Order());
        await Wait.UntilAsync("nothing is left of the upload that was refused", () => Directory.EnumerateDirectories(_app.Blobs, "*", SearchOption.AllDirectories)
            .Count(folder => File.Exists(Path.Combine(folder, "original"))) == 3);
    }

    [Fact]
    public async Task Who_reads_or_downloads_waits_for_nobody_and_is_counted_later()
    {
        var (photographer, guest) = (await _app.PersonAsync(), await _app.PersonAsync());
        var eventId = await photographer.CreateEventAsync();
        var photo = (await photographer.UploadCompletedAsync(eventId, metadata: new { client_id = "one.jpg", share_perm = "AN" }))["id"].Guid;
        var cookie = await _app.CookieAsync(guest);
        _app.Clock.Advance(TimeSpan.FromDays(20)); // more than half of its session's life
        (photographer, guest) = (await _app.SignInAsync(photographer), await _app.SignInAsync(guest));

        await using (await HoldAsync())
        {
            var write = photographer.PostAsync($"/photos/{photo}/comments/", new { content = "too early" }); // somebody stands in line before them
            (await guest.GetAsync($"/photos/{photo}/original/")).Expect(200);
            (await guest.GetAsync($"/photos/{photo}/")).Expect(200);
            (await photographer.GetAsync($"/photos/{photo}/")).Expect(200); // sees the counts
            (await guest.GetAsync($"/events/{eventId}/photos/")).Expect(200);
            (await _app.Anyone.GetAsync($"/events/{eventId}", ("Accept", "text/html"), ("Cookie", cookie))).Expect(200); // whose session is to be extended
            (await write).Expect(503);
        }

        await Wait.UntilAsync("they are counted", async () =>
        {
            var detail = (await photographer.GetAsync($"/photos/{photo}/")).Expect(200);
            return (detail["downloads"].Number, detail["views"].Number) == (1, 3); // the photographer looked on the first day, too
        });
        var again = (await _app.Anyone.GetAsync($"/events/{eventId}", ("Accept", "text/html"), ("Cookie", cookie))).Expect(200);
        Assert.Contains(again.Headers.GetValues("Set-Cookie"), value => value.StartsWith("pixeli=", StringComparison.Ordinal)); // now it is
    }

    private async Task<IAsyncDisposable> HoldAsync()
    {
        var holder = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_app.DataFolder, "pixeli.db"), Pooling = false }.ConnectionString);
        await holder.OpenAsync();
        holder.BeginTransaction(deferred: false);
        return holder;
    }
}
