using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Photos;
using Pixeli.Storage;
using Pixeli.Tests.Servers;

namespace Pixeli.Tests.Storage;

/// <summary>A site uses its own store only: none that is empty where a disk is missing, no wrong bucket, and none of another site.</summary>
public sealed class WrongStores(S3Server bucket) : IClassFixture<S3Server>
{
    private readonly string _prefix = $"Pixeli:Storage:Prefix={Guid.CreateVersion7():N}";

    [Fact]
    public async Task An_empty_folder_is_not_that_of_a_site_with_photos_and_what_is_right_is_gone_on_with()
    {
        await using var app = await PixeliApp.StartAsync();
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var shown = await person.UploadCompletedAsync(eventId);
        await person.UploadCompletedAsync(eventId);
        var away = app.Blobs + ".away";
        Directory.Move(app.Blobs, away);
        Directory.CreateDirectory(Path.Combine(app.Blobs, ".blobs")); // as a site that has no photos yet makes it
        var dead = await LeaveAsync(app);

        await using (var beside = await app.StartBesideAsync())
        {
            var health = (await beside.Anyone.GetAsync("/health/ready")).Expect(503);
            Assert.Equal("Unhealthy", health.Body);
            var there = beside.Holder(person.Access!);
            foreach (var answer in (Answer[])[await SendOneAsync(there, eventId), await there.GetAsync($"/photos/{shown["id"].Text}/original/"), await beside.Anyone.GetAsync(shown["thumbnail_url"].Text)])
                Assert.Contains("Nothing was lost", answer.Expect(503)["detail"].Text, StringComparison.Ordinal);
            var reason = await Assert.ThrowsAsync<StorageUnavailableException>(() => beside.Services.GetRequiredService<IBlobStore>().CheckAsync(default));
            Assert.StartsWith($"The folder {app.Blobs} holds 0 of the 2 photos that came last. Is its disk mounted", reason.Message, StringComparison.Ordinal);
            (await there.DeleteAsync($"/photos/{shown["id"].Text}/")).Expect(204); // its row goes, and its files wait
            Assert.Equal([".blobs"], Directory.EnumerateFileSystemEntries(app.Blobs).Select(Path.GetFileName));
            Assert.True(await app.WithDbAsync(db => db.Set<BlobRemoval>().AnyAsync()));
            Assert.True(Directory.Exists(dead), "What a process left was cleared beside a store that is not this site's.");

            Directory.Delete(app.Blobs, recursive: true);
            Directory.Move(away, app.Blobs);
            (await beside.Anyone.GetAsync("/health/ready")).Expect(200);
            (await SendOneAsync(there, eventId)).Expect(201);
        }
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task A_new_data_folder_does_not_start_a_site_that_has_photos()
    {
        await using var app = await PixeliApp.StartAsync();
        var person = await app.PersonAsync();
        await person.UploadCompletedAsync(await person.CreateEventAsync());
        var empty = Directory.CreateTempSubdirectory("pixeli-unmounted-").FullName;
        try
        {
            var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => app.StartBesideAsync(null, $"PIXELI_DATA={empty}"));

            Assert.Contains($"The folder {empty}/blobs holds 0 of the 1 photos", refusal.Message, StringComparison.Ordinal);
            Assert.True(new DataFolder(empty).IsNew, "Keys were made.");
        }
        finally
        {
            Directory.Delete(empty, recursive: true);
        }
    }

    [Fact]
    public async Task A_bucket_of_another_site_stops_the_start()
    {
        await using var app = await PixeliApp.StartAsync(null, bucket.Settings(_prefix));

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => PixeliApp.StartAsync(null, bucket.Settings(_prefix)));

        Assert.Contains("keeps the photos of another site", refusal.Message, StringComparison.Ordinal);
        (await app.Anyone.GetAsync("/health/ready")).Expect(200);
    }

    [Fact]
    public async Task A_wrong_bucket_stops_the_start()
    {
        await using var app = await PixeliApp.StartAsync(null, bucket.Settings(_prefix));
        var person = await app.PersonAsync();
        await person.UploadCompletedAsync(await person.CreateEventAsync());

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => app.StartBesideAsync(null, bucket.Settings(_prefix + "-wrong")));

        Assert.Contains("holds 0 of the 1 photos", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_of_an_earlier_version_is_known_by_its_photos(bool inBucket)
    {
        string[] settings = inBucket ? bucket.Settings(_prefix) : [];
        await using var app = await PixeliApp.StartAsync(null, settings);
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        for (var count = 0; count < 3; count++)
            await person.UploadCompletedAsync(eventId);
        var lost = (await person.UploadCompletedAsync(eventId))["id"].Guid;
        var site = await SiteAsync(app);
        var store = app.Services.GetRequiredService<StoreOwner>().Store;
        await store.DeleteAsync(PhotoBlobs.Original(lost), default);
        Assert.Equal([new(site)], await store.MarksAsync(default));
        await store.UnmarkAsync(site, default);

        await using var beside = await app.StartBesideAsync(null, settings);

        Assert.Equal([new(site)], await store.MarksAsync(default));
        Assert.Equal(15, await store.ListAsync("", default).CountAsync()); // three renditions of the one that is lost
        (await beside.Anyone.GetAsync("/health/ready")).Expect(200);
    }

    [Fact]
    public async Task Photos_that_the_database_knows_nothing_of_are_left_alone()
    {
        await using var app = await PixeliApp.StartAsync();
        var store = app.Services.GetRequiredService<StoreOwner>().Store;
        await store.PutAsync(PhotoBlobs.Original(Guid.CreateVersion7()), new byte[3], default);
        await store.UnmarkAsync(await SiteAsync(app), default);

        await using var beside = await app.StartBesideAsync();

        (await beside.Anyone.GetAsync("/health/ready")).Expect(503);
        Assert.Empty(await beside.Services.GetRequiredService<StoreOwner>().Store.MarksAsync(default));
        await beside.Services.GetRequiredService<StoreOwner>().ClaimAsync(default);
        (await beside.Anyone.GetAsync("/health/ready")).Expect(200);
    }

    [Fact]
    public async Task Many_processes_of_a_new_site_mark_its_store_once()
    {
        await using var app = await PixeliApp.StartAsync(null, bucket.Settings(_prefix));
        var owner = app.Services.GetRequiredService<StoreOwner>();
        await owner.Store.UnmarkAsync(await SiteAsync(app), default);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => owner.LookAsync(default)));

        Assert.Equal([new(await SiteAsync(app))], await owner.Store.MarksAsync(default));
    }

    [Fact]
    public void A_data_folder_that_must_exist_is_not_made()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"pixeli-{Guid.CreateVersion7():N}");

        var refusal = Assert.Throws<IOException>(() => new DataFolder(folder, mustExist: true));

        Assert.Contains("is its disk mounted?", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    private static Task<Guid> SiteAsync(PixeliApp app) => app.Services.GetRequiredService<SiteIdentity>().ReadAsync(default).AsTask();

    // What a process leaves that is killed while it takes in photos.
    private static async Task<string> LeaveAsync(PixeliApp app)
    {
        var folder = Path.Combine(app.Staging, Guid.CreateVersion7().ToString("N"));
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "left"), "");
        return folder;
    }

    private static async Task<Answer> SendOneAsync(Person person, Guid eventId)
    {
        using var image = new ByteArrayContent(TestPhotos.Next());
        image.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var form = new MultipartFormDataContent { { new StringContent($"{eventId}"), "event" }, { image, "image", "one.jpg" } };
        return await person.SendAsync(HttpMethod.Post, "/photos/", form);
    }
}
