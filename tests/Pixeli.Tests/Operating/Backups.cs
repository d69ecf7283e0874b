using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Npgsql;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Media;
using Pixeli.Photos;

namespace Pixeli.Tests.Operating;

/// <summary><c>pixeli backup</c>, <c>pixeli restore</c> and <c>pixeli migrate</c>, as commands beside and after real servers.</summary>
public sealed class Backups : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-backup-").FullName;

    private string Copy => Path.Combine(_folder, "copy");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_copy_made_under_load_is_a_whole_site()
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, boss) = await site.StartAsync(new Dictionary<string, string> { ["Pixeli__Limits__UploadsByAccount__Count"] = "1000000" });
        var eventId = await boss.CreateEventAsync();
        var kept = new List<Guid>();
        for (var number = 0; number < 6; number++)
            kept.Add((await boss.UploadCompletedAsync(eventId))["id"].Guid);
        await boss.CommentAsync(kept[0], "a comment with \"quotes\", Ünicode and\nlines");
        (await boss.PostAsync($"/photos/{kept[1]}/likes/", new { })).Expect(201);
        using var stop = new CancellationTokenSource();
        var busy = BusyAsync(boss, eventId, stop.Token);

        var (exitCode, said) = await site.RunAsync("backup", Copy);
        Assert.True(exitCode == 0, said); // no file was missing, though photos were deleted all the time
        await stop.CancelAsync();
        await busy;
        Assert.Equal(0, await server.StopAsync());
        AssertPrivate(Path.Combine(Copy, "keys"));

        await using var other = await OfflineSite.CreateAsync();
        (exitCode, said) = await other.RunAsync("restore", Copy);
        Assert.True(exitCode == 0, said);
        await File.WriteAllTextAsync(Path.Combine(other.Data, "boss"), ""); // the administrator came with it
        var (_, again) = await other.StartAsync();
        var photos = (await again.GetAsync($"/events/{eventId}/photos/")).Expect(200).List;
        Assert.Empty(kept.Except(photos.Each("id").Select(Guid.Parse)));
        foreach (var photo in photos.Each("id").Select(Guid.Parse))
        {
            var detail = await again.WaitUntilProcessedAsync(photo);
            Assert.Equal("CO", detail["status"].Text);
            (await again.GetAsync(detail["thumbnail_url"].Text)).Expect(200);
            Assert.Equal(await CopiedAsync(photo), (await again.GetAsync($"/photos/{photo}/original/")).Expect(200).Bytes);
        }

        Assert.Equal("a comment with \"quotes\", Ünicode and\nlines", (await again.GetAsync($"/photos/{kept[0]}/comments/")).Expect(200).List[0]!["content"].Text);
        Assert.Equal(1, (await again.GetAsync($"/photos/{kept[1]}/")).Expect(200)["likes_count"].Number);
        Assert.Equal(photos.Count, (await again.GetAsync($"/events/{eventId}/")).Expect(200)["images_count"].Number); // kept by triggers, which work again
        await again.UploadCompletedAsync(eventId);
        Assert.Equal(photos.Count + 1, (await again.GetAsync($"/events/{eventId}/")).Expect(200)["images_count"].Number);
        await other.AssertWellAsync("--hashes", "--grace", "00:00:00");

        (exitCode, said) = await other.RunAsync("restore", Copy, "--force");
        Assert.Equal(1, exitCode);
        Assert.Contains("Stop it first", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_is_not_overwritten_unless_one_insists()
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, boss) = await site.StartAsync();
        var eventId = await boss.CreateEventAsync("As it was");
        Assert.Equal(0, (await site.RunAsync("backup", Copy)).ExitCode);
        Assert.Equal(1, (await site.RunAsync("backup", Copy)).ExitCode); // not empty
        (await boss.PatchAsync($"/events/{eventId}/", new { title = "As it became" })).Expect(200);
        Assert.Equal(0, await server.StopAsync());

        var (exitCode, said) = await site.RunAsync("restore", Copy);
        Assert.Equal(1, exitCode);
        Assert.Contains("not empty", said, StringComparison.Ordinal);
        (exitCode, said) = await site.RunAsync("restore", Copy, "--force");
        Assert.True(exitCode == 0, said);
        (_, boss) = await site.StartAsync();
        Assert.Equal("As it was", (await boss.GetAsync($"/events/{eventId}/")).Expect(200)["title"].Text);
    }

    [Theory]
    [InlineData("tables/events.jsonl")]
    [InlineData("blobs.jsonl")]
    [InlineData("an original")]
    [InlineData("manifest.json")]
    public async Task A_damaged_copy_restores_nothing(string what)
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, boss) = await site.StartAsync();
        var photo = (await boss.UploadCompletedAsync(await boss.CreateEventAsync()))["id"].Guid;
        Assert.Equal(0, (await site.RunAsync("backup", Copy)).ExitCode);
        Assert.Equal(0, await server.StopAsync());
        var file = Path.Combine(Copy, what == "an original" ? $"blobs/{PhotoBlobs.Original(photo)}" : what);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, what == "manifest.json" ? bytes[..(bytes.Length / 2)] : bytes);

        await using var other = await OfflineSite.CreateAsync();
        var (exitCode, said) = await other.RunAsync("restore", Copy);

        Assert.Equal(1, exitCode);
        Assert.Contains("damaged", said, StringComparison.Ordinal);
        (exitCode, said) = await other.RunAsync("doctor"); // which brings it to the current schema
        Assert.True(exitCode == 0, said);
        Assert.False(await other.WithDbAsync(db => Task.FromResult(db.Set<Event>().Any())));
    }

    [Fact]
    public async Task What_storage_lost_is_told()
    {
        await using var site = await OfflineSite.CreateAsync();
        var (_, boss) = await site.StartAsync();
        var photo = (await boss.UploadCompletedAsync(await boss.CreateEventAsync()))["id"].Guid;
        File.Delete(site.Blob(PhotoBlobs.Rendition(photo, MediaRendition.Preview)));

        var (exitCode, said) = await site.RunAsync("backup", Copy);

        Assert.Equal(1, exitCode);
        Assert.Contains("preview.jpg", said, StringComparison.Ordinal);
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task A_site_moves_between_databases_and_back()
    {
        await using var site = await OfflineSite.CreateAsync();
        var sqlite = await SqliteSiteAsync(site);

        var (exitCode, said) = await site.RunAsync("migrate", "--from", "sqlite", "--to", "postgresql");
        Assert.True(exitCode == 0, said);
        Assert.Equal(sqlite, await RowsAsync(new NpgsqlConnection(new DatabaseOptions { Url = site.DatabaseUrl, SqlitePath = "" }.ConnectionString)));
        var (server, boss) = await site.StartAsync();
        var photos = await PhotosAsync(boss);
        Assert.Equal(3, photos.Count);
        (await boss.GetAsync(photos[0]!["thumbnail_url"].Text)).Expect(200);
        (exitCode, said) = await site.RunAsync("migrate", "--from", "postgresql", "--to", "sqlite", "--force");
        Assert.Equal(1, exitCode); // a server runs
        Assert.Contains("Stop it first", said, StringComparison.Ordinal);
        Assert.Equal(0, await server.StopAsync());

        Assert.Equal(1, (await site.RunAsync("migrate", "--from", "postgresql", "--to", "sqlite")).ExitCode); // it is not empty
        (exitCode, said) = await site.RunAsync("migrate", "--from", "postgresql", "--to", "sqlite", "--force");
        Assert.True(exitCode == 0, said);
        var (onSqlite, there) = await StartOnSqliteAsync(site);
        Assert.Equal(3, (await PhotosAsync(there)).Count);
        Assert.Equal(0, await onSqlite.StopAsync());
        onSqlite.Dispose();
    }

    private static async Task<JsonArray> PhotosAsync(Person person)
    {
        var eventId = (await person.GetAsync("/events/")).Expect(200).List.Single()!["id"].Text;
        return (await person.GetAsync($"/events/{eventId}/photos/")).Expect(200).List;
    }

    // Photos that come and go for as long as it takes.
    private static async Task BusyAsync(Person person, Guid eventId, CancellationToken stop)
    {
        var photos = new Queue<Guid>();
        while (!stop.IsCancellationRequested)
        {
            photos.Enqueue(await person.UploadAsync(eventId));
            if (photos.Count > 3)
                (await person.DeleteAsync($"/photos/{photos.Dequeue()}/")).Expect(204);
        }
    }

    private Task<byte[]> CopiedAsync(Guid photo) => File.ReadAllBytesAsync(Path.Combine(Copy, "blobs", PhotoBlobs.Original(photo)));

    private static void AssertPrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Others = (UnixFileMode)0b_000_111_111;
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder))
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others);
    }

    private static async Task<Crashes.ServerProcess> SqliteServerAsync(OfflineSite site)
    {
        var server = Crashes.ServerProcess.Start(site.Data, "");
        await server.Address;
        return server;
    }

    private static async Task<(Crashes.ServerProcess Server, Person Boss)> StartOnSqliteAsync(OfflineSite site)
    {
        var server = await SqliteServerAsync(site);
        return (server, await site.SignInAsync((await server.Address)!));
    }

    private static async Task<Dictionary<string, long>> SqliteSiteAsync(OfflineSite site)
    {
        await Crashes.ServerProcess.CreateAdministratorAsync(site.Data, "", "boss", "a long secret");
        await File.WriteAllTextAsync(Path.Combine(site.Data, "boss"), "");
        var (server, boss) = await StartOnSqliteAsync(site);
        var eventId = await boss.CreateEventAsync();
        for (var number = 0; number < 3; number++)
            await boss.UploadCompletedAsync(eventId, metadata: new { client_id = "one.jpg", user_tags = new[] { "cake" } });
        Assert.Equal(0, await server.StopAsync());
        server.Dispose();
        return await RowsAsync(new SqliteConnection($"Data Source={Path.Combine(site.Data, "pixeli.db")};Pooling=false"));
    }

    /// <summary>Rows of the tables that do not change by themselves.</summary>
    private static async Task<Dictionary<string, long>> RowsAsync(System.Data.Common.DbConnection connection)
    {
        await using (connection)
        {
            await connection.OpenAsync();
            var rows = new Dictionary<string, long>();
            foreach (var table in (string[])["users", "sessions", "events", "photos", "photo_tags", "event_photo_counts", "photo_vision", "user_words"])
            {
                await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the names are our own
                command.CommandText = $"SELECT COUNT(*) FROM {table}";
#pragma warning restore CA2100
                rows[table] = (long)(await command.ExecuteScalarAsync())!;
            }

            Assert.Equal(3, rows["photos"]);
            Assert.Equal(1, rows["users"]);
            return rows;
        }
    }
}
