using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Photos;
using Pixeli.Storage;
using Pixeli.Tests.Servers;

namespace Pixeli.Tests.Storage;

/// <summary>The whole program with its photos in a bucket.</summary>
public sealed class SitesOnABucket(S3Server server) : IClassFixture<S3Server>
{
    [Fact]
    public async Task A_photo_is_uploaded_shown_downloaded_and_deleted()
    {
        await using var app = await PixeliApp.StartAsync(null, server.Settings("Pixeli:Storage:Prefix=whole"));
        var person = await app.PersonAsync();
        var bytes = TestPhotos.Next();

        var detail = await person.UploadCompletedAsync(await person.CreateEventAsync(), bytes);
        var photo = detail["id"].Guid;

        foreach (var field in (string[])["thumbnail_url", "preview_url", "watermarked_url"])
        {
            var whole = (await app.Anyone.GetAsync(detail[field].Text)).Expect(200);
            Assert.Equal(whole.Bytes.Length, whole.ContentHeaders.ContentLength);
            Assert.Contains("immutable", whole.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            var part = (await app.Anyone.GetAsync(detail[field].Text, ("Range", "bytes=7-20"))).Expect(206);
            Assert.Equal(whole.Bytes[7..21], part.Bytes);
            var end = (await app.Anyone.GetAsync(detail[field].Text, ("Range", "bytes=-5"))).Expect(206);
            Assert.Equal(whole.Bytes[^5..], end.Bytes);
            (await app.Anyone.GetAsync(detail[field].Text, ("If-None-Match", whole.Headers.ETag!.Tag))).Expect(304);
        }

        Assert.Equal(bytes, (await person.GetAsync($"/photos/{photo}/original/")).Expect(200).Bytes);
        var store = app.Services.GetRequiredService<IBlobStore>();
        Assert.Equal(4, await store.ListAsync(PhotoBlobs.Prefix(photo), default).CountAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(app.Blobs));
        await Wait.UntilAsync("nothing is left here", () => Directory.EnumerateFiles(app.Staging, "*", SearchOption.AllDirectories).All(file => file.EndsWith(".lock", StringComparison.Ordinal)));

        (await person.DeleteAsync($"/photos/{photo}/")).Expect(204);
        await Wait.UntilAsync("the bytes are gone", async () => !await store.ListAsync("", default).AnyAsync());
    }

    [Fact]
    public async Task Clients_are_sent_to_the_bucket_when_that_is_wished_and_only_with_permission()
    {
        await using var app = await PixeliApp.StartAsync(
            null, server.Settings("Pixeli:Storage:Prefix=direct", "Pixeli:Storage:Redirect=true", "Pixeli:Storage:RedirectLife=00:02:00"));
        var person = await app.PersonAsync();
        var bytes = TestPhotos.Next();
        var detail = await person.UploadCompletedAsync(
            await person.CreateEventAsync(), bytes, new { client_id = "one.jpg", file_name = "Größe.jpg", share_perm = "OR" });
        var photo = detail["id"].Guid;
        using var http = new HttpClient();

        var shown = (await app.Anyone.GetAsync(detail["thumbnail_url"].Text)).Expect(302);
        var download = (await person.GetAsync($"/photos/{photo}/original/")).Expect(302);

        Assert.Equal("max-age=60, private", Normal(shown.Headers.CacheControl!.ToString()));
        Assert.Equal("no-cache, private", Normal(download.Headers.CacheControl!.ToString()));
        Assert.Contains($"connect-src 'self' {server.Endpoint};", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains($"blob: {server.Endpoint};", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using (var picture = await http.GetAsync(shown.Headers.Location))
        {
            Assert.Equal("image/webp", picture.Content.Headers.ContentType!.MediaType);
            Assert.Contains("immutable", picture.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.NotEmpty(await picture.Content.ReadAsByteArrayAsync());
        }

        using (var original = await http.GetAsync(download.Headers.Location))
        {
            Assert.Equal(bytes, await original.Content.ReadAsByteArrayAsync());
            Assert.Equal("Größe.jpg", original.Content.Headers.ContentDisposition!.FileNameStar);
        }

        Assert.Equal(1, (await app.CountedAsync(person, photo))["downloads"].Number);
        (await app.Anyone.GetAsync(detail["thumbnail_url"].Text, ("If-None-Match", "*"))).Expect(304);
        Assert.Matches("X-Amz-Expires=12[01]&", shown.Headers.Location!.Query); // the SDK rounds up
        Assert.Contains("X-Amz-Signature=", shown.Headers.Location!.Query, StringComparison.Ordinal);
        (await (await app.PersonAsync()).GetAsync($"/photos/{photo}/original/")).Expect(403);
        (await person.DeleteAsync($"/photos/{photo}/")).Expect(204);
        (await app.Anyone.GetAsync(detail["thumbnail_url"].Text)).Expect(410);
    }

    [Fact]
    public async Task Nothing_starts_without_its_bucket()
    {
        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => PixeliApp.StartAsync(null, [.. server.Settings(), "Pixeli:Storage:Bucket=no-such-bucket"]));

        Assert.Equal("There is no bucket no-such-bucket.", failure.Message);
    }

    [Fact]
    public async Task An_outage_costs_no_photo_and_no_attempt_and_ends_by_itself()
    {
        var own = new S3Server();
        await own.InitializeAsync();
        try
        {
            await using var app = await PixeliApp.StartAsync(
                WatchedStore.Around(key => key.EndsWith("/thumbnail.webp", StringComparison.Ordinal) ? own.StopOnceAsync() : Task.CompletedTask),
                own.Settings("Pixeli:Processing:RetryPause=00:00:00"));
            var person = await app.PersonAsync();
            var eventId = await person.CreateEventAsync();

            var photo = await person.UploadAsync(eventId); // the bucket goes away while this is processed
            await Wait.UntilAsync("the bucket is away", async () => (await app.Anyone.GetAsync("/health/ready")).Status == 503);
            (await app.Anyone.GetAsync("/health/live")).Expect(200);
            var bulk = (await person.BulkUploadAsync(eventId, new BulkBody().File("one.jpg", TestPhotos.Next()).Metadata(new { client_id = "one.jpg" }))).Expect(503);
            Assert.Equal("application/problem+json", bulk.ContentHeaders.ContentType!.MediaType);
            Assert.Equal("The server's photo store cannot be reached. Nothing was lost; try again in a moment.", bulk["detail"].Text);
            Assert.NotNull(bulk.Headers.RetryAfter);
            Assert.Equal(0, await AttemptsAsync(app, photo));

            await own.InitializeAsync();

            Assert.Equal("CO", (await person.WaitUntilProcessedAsync(photo))["status"].Text);
            Assert.Equal(0, await AttemptsAsync(app, photo));
            (await app.Anyone.GetAsync("/health/ready")).Expect(200);
            await person.UploadCompletedAsync(eventId);
            Assert.Single(Directory.EnumerateFiles(app.Staging, "*.intent", SearchOption.AllDirectories)); // of the upload that nobody can say of whether it got there
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private static Task<int> AttemptsAsync(PixeliApp app, Guid photo) =>
        app.WithDbAsync(db => db.Photos.Where(row => row.Id == photo).Select(row => row.Attempts).SingleAsync());

    private static string Normal(string header) => string.Join(", ", header.Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal));
}
