using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Pixeli.Photos;
using Pixeli.Tests.Resumable;
using Pixeli.Tests.Servers;

namespace Pixeli.Tests.Storage;

/// <summary>The place where photos are goes away for a while, at the worst moments: nothing is lost, and whoever asks is told to wait.</summary>
public sealed class StorageOutages
{
    [Fact]
    public async Task A_folder_that_is_gone_is_waited_for()
    {
        await using var app = await PixeliApp.StartAsync();
        var away = app.Blobs + ".away";
        await AssertWaitedForAsync(app, () => Move(app.Blobs, away), () => Move(away, app.Blobs));
    }

    /// <summary>What a disk leaves behind that is no longer mounted: nothing is there, but nothing was deleted.</summary>
    [Fact]
    public async Task An_empty_folder_in_its_place_is_waited_for()
    {
        await using var app = await PixeliApp.StartAsync();
        var away = app.Blobs + ".away";
        await AssertWaitedForAsync(app, UnmountAsync, async () =>
        {
            Assert.Empty(Directory.EnumerateFileSystemEntries(app.Blobs)); // what went there would be hidden by the disk
            Directory.Delete(app.Blobs);
            await Move(away, app.Blobs);
        });

        async Task UnmountAsync()
        {
            await Move(app.Blobs, away);
            Directory.CreateDirectory(app.Blobs);
        }
    }

    [Fact]
    public async Task A_server_that_starts_before_the_disk_is_mounted_waits_for_it()
    {
        await using var app = await PixeliApp.StartAsync();
        var person = await app.PersonAsync();
        var shown = await person.UploadCompletedAsync(await person.CreateEventAsync());
        var away = app.Blobs + ".away";
        await Move(app.Blobs, away);
        Directory.CreateDirectory(app.Blobs);

        await using var beside = await app.StartBesideAsync();
        (await beside.Anyone.GetAsync("/health/ready")).Expect(503);
        var original = $"/photos/{shown["id"].Text}/original/";
        AssertAway(await beside.Holder(person.Access!).GetAsync(original));
        Assert.Empty(Directory.EnumerateFileSystemEntries(app.Blobs));

        Directory.Delete(app.Blobs);
        await Move(away, app.Blobs);
        (await beside.Anyone.GetAsync("/health/ready")).Expect(200);
        (await beside.Holder(person.Access!).GetAsync(original)).Expect(200);
    }

    [Fact]
    public async Task A_bucket_that_is_gone_is_waited_for()
    {
        var bucket = new S3Server();
        await bucket.InitializeAsync();
        try
        {
            await using var app = await PixeliApp.StartAsync(null, bucket.Settings());
            await AssertWaitedForAsync(app, bucket.StopAsync, bucket.InitializeAsync);
        }
        finally
        {
            await bucket.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_folder_that_goes_while_a_photo_is_processed_costs_it_no_attempt()
    {
        PixeliApp? app = null;
        var moves = 0;
        await using (app = await PixeliApp.StartAsync(
            WatchedStore.Around(key => key.EndsWith("/thumbnail.webp", StringComparison.Ordinal) && Interlocked.Increment(ref moves) == 1
                ? Move(app!.Blobs, app.Blobs + ".away")
                : Task.CompletedTask),
            "Pixeli:Processing:RetryPause=00:00:00"))
        {
            var person = await app.PersonAsync();
            var photo = await person.UploadAsync(await person.CreateEventAsync());
            await Wait.UntilAsync("the folder is gone", async () => (await app.Anyone.GetAsync("/health/ready")).Status == 503);
            await Wait.UntilAsync("the photo waits again", () => app.WithDbAsync(db => db.Photos.AnyAsync(row => row.Id == photo && row.ClaimedBy == null)));
            Assert.False(Directory.Exists(app.Blobs), "What is gone was made anew.");

            await Move(app.Blobs + ".away", app.Blobs);

            Assert.Equal("CO", (await person.WaitUntilProcessedAsync(photo))["status"].Text);
            Assert.Equal(0, await app.WithDbAsync(db => db.Photos.Where(row => row.Id == photo).Select(row => row.Attempts).SingleAsync()));
        }
    }

    [Fact]
    public async Task A_folder_of_arriving_uploads_that_is_gone_is_waited_for()
    {
        await using var app = await PixeliApp.StartAsync();
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        await Move(app.Staging, app.Staging + ".away");

        AssertAway(await SendOneAsync(person, eventId));
        AssertAway(await person.BulkUploadAsync(eventId, new BulkBody().File("a.jpg", TestPhotos.Next()).Metadata(new { client_id = "a.jpg" })));

        await Move(app.Staging + ".away", app.Staging);
        (await SendOneAsync(person, eventId)).Expect(201);
    }

    private static async Task AssertWaitedForAsync(PixeliApp app, Func<Task> takeAway, Func<Task> bringBack)
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var bytes = TestPhotos.Next();
        var shown = await person.UploadCompletedAsync(eventId, bytes);
        var parts = TestPhotos.Next();
        var half = parts.Length / 2;
        var upload = await person.BeginAsync(eventId, parts.Length, ("filename", "in-parts.jpg"));
        (await person.ContinueAsync(upload, 0, parts.AsMemory(0, half))).Expect(204);

        await takeAway();
        AssertAway(await SendOneAsync(person, eventId));
        AssertAway(await person.BulkUploadAsync(eventId, new BulkBody().File("a.jpg", TestPhotos.Next()).Metadata(new { client_id = "a.jpg" })));
        AssertAway(await person.ContinueAsync(upload, half, parts.AsMemory(half))); // all of it is here, and cannot be put away
        var whole = TestPhotos.Next();
        AssertAway(await person.CreateUploadAsync(whole.Length, Tus.Metadata(("event", $"{eventId}"), ("filename", "whole.jpg")), whole));
        foreach (var field in (string[])["thumbnail_url", "watermarked_url"])
            AssertAway(await app.Anyone.GetAsync(shown[field].Text));
        AssertAway(await person.GetAsync($"/photos/{shown["id"].Text}/original/"));
        (await app.Anyone.GetAsync("/health/ready")).Expect(503);
        (await app.Anyone.GetAsync("/health/live")).Expect(200);
        Assert.Single((await person.GetAsync($"/events/{eventId}/photos/")).Expect(200).List); // what needs no bytes works on, and nothing is half there

        await bringBack();
        (await app.Anyone.GetAsync(shown["thumbnail_url"].Text)).Expect(200);
        Assert.Equal(bytes, (await person.GetAsync($"/photos/{shown["id"].Text}/original/")).Expect(200).Bytes);
        var offset = (int)(await person.LookAsync(upload)).Expect(200).Offset();
        Assert.InRange(offset, half, parts.Length);
        var photo = (await person.ContinueAsync(upload, offset, parts.AsMemory(offset))).Expect(204).PhotoId();
        Assert.Equal("CO", (await person.WaitUntilProcessedAsync(photo))["status"].Text);
        Assert.Equal(parts, (await person.GetAsync($"/photos/{photo}/original/")).Expect(200).Bytes);
        (await SendOneAsync(person, eventId)).Expect(201);
    }

    private static void AssertAway(Answer answer)
    {
        answer.Expect(503);
        Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType!.MediaType);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("Nothing was lost", answer["detail"].Text, StringComparison.Ordinal);
    }

    private static async Task<Answer> SendOneAsync(Person person, Guid eventId)
    {
        using var image = new ByteArrayContent(TestPhotos.Next());
        image.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var form = new MultipartFormDataContent { { new StringContent($"{eventId}"), "event" }, { image, "image", "one.jpg" } };
        return await person.SendAsync(HttpMethod.Post, "/photos/", form);
    }

    private static Task Move(string from, string to)
    {
        Directory.Move(from, to);
        return Task.CompletedTask;
    }
}
