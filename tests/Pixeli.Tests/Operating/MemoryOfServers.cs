using Pixeli.Tests.Crashes;

namespace Pixeli.Tests.Operating;

/// <summary>What a server keeps in memory.</summary>
public sealed class MemoryOfServers
{
    private const long LargeFile = 600L * 1024 * 1024;
    private const long MostResident = 500L * 1024 * 1024;

    [Fact, Trait("Needs", "sqlite")]
    public async Task An_idle_server_has_not_loaded_what_only_photos_and_cookies_need()
    {
        await using var site = await OfflineSite.CreateAsync();
        await ServerProcess.CreateAdministratorAsync(site.Data, site.DatabaseUrl, "boss", "a long secret");
        using var server = ServerProcess.Start(site.Data, site.DatabaseUrl);
        var address = await server.Address;

        Assert.DoesNotContain("libvips", Loaded(server), StringComparison.Ordinal);
        Assert.DoesNotContain("System.Private.Xml", Loaded(server), StringComparison.Ordinal);

        var boss = await site.SignInAsync(address!);
        await boss.UploadCompletedAsync(await boss.CreateEventAsync());
        Assert.Contains("libvips", Loaded(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_larger_than_that_is_received_and_kept()
    {
        await using var site = await OfflineSite.CreateAsync();
        var (server, boss) = await site.StartAsync(new Dictionary<string, string> { ["Pixeli__Uploads__MaxFileBytes"] = $"{LargeFile}" });
        await using var file = File.Create(Path.Combine(site.Data, "large.jpg"), 4096, FileOptions.DeleteOnClose);
        await file.WriteAsync(TestPhotos.Next());
        file.SetLength(LargeFile); // a photo, and what decoders ignore
        file.Position = 0;
        var body = new BulkBody().Metadata(new { client_id = "large.jpg" });
        body.Content.Add(new StreamContent(file), "images", "large.jpg");

        var answer = (await boss.SendAsync(HttpMethod.Post, $"/events/{await boss.CreateEventAsync()}/photos/bulk-upload/", body.Content)).Expect(207);
        var photo = await boss.WaitUntilProcessedAsync(answer["results"]!.AsArray().Single()!["photo_id"].Guid);

        Assert.Equal("CO", photo["status"].Text);
        Assert.Contains(site.Files("blobs"), path => new FileInfo(site.Blob(path)).Length == LargeFile);
        Assert.InRange(server.PeakResident, 1, MostResident);
    }

    private static string Loaded(ServerProcess server) => File.ReadAllText($"/proc/{server.Id}/maps");
}
