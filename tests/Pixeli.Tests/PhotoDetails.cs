using Pixeli.Imaging;
using Pixeli.Photos;

namespace Pixeli.Tests;

public sealed class PhotoDetails(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task A_completed_photo_has_the_fields_of_the_contract()
    {
        var person = await app.PersonAsync();

        var detail = await person.UploadCompletedAsync(await person.CreateEventAsync());

        string[] contract =
        [
            "id", "timestamp", "photographer", "thumbnail_url", "width", "height", "is_liked", "can_edit", "can_delete", "can_share",
            "status", "likes_count", "comments_count", "placeholder", "event", "meta", "tagged_users", "read_perm", "share_perm",
            "watermarked_url", "auto_tags", "user_tags", "processing_errors", "downloads", "views",
        ];
        detail.Json.AssertHasFields(contract);
        Assert.Null(detail["processing_errors"]);
        Assert.Equal("Pixel-i", detail["meta"]!["make"].Text);
        Assert.Equal("Painter", detail["meta"]!["model"].Text);
        Assert.Empty(detail["auto_tags"]!.AsArray());
        Assert.Equal(0, detail["downloads"].Number);
    }

    [Fact]
    public async Task What_the_camera_says_of_time_and_place_is_read()
    {
        var person = await app.PersonAsync();
        var photo = SyntheticPhoto.Render(new(3, 240, 160)
        {
            TakenAt = new(2025, 6, 7, 20, 30, 15, DateTimeKind.Unspecified),
            Offset = TimeSpan.FromMinutes(330),
            Orientation = 6,
            Latitude = 48.2,
            Longitude = 16.4,
        });

        var detail = await person.UploadCompletedAsync(await person.CreateEventAsync(), photo);

        Assert.Equal("2025-06-07T15:00:15Z", detail["timestamp"].Text);
        Assert.Equal(330, detail["utc_offset"].Number);
        Assert.Equal((240, 160), (detail["width"].Number, detail["height"].Number));
        Assert.Equal(48.2, detail["meta"]!["gps"]!["latitude"]!.GetValue<double>(), 3);
    }

    [Fact]
    public async Task A_time_that_the_client_gave_is_not_overruled_by_the_camera()
    {
        var person = await app.PersonAsync();
        var photo = SyntheticPhoto.Render(new(4, 240, 160) { TakenAt = new(2025, 6, 7, 20, 30, 15, DateTimeKind.Unspecified) });

        var detail = await person.UploadCompletedAsync(
            await person.CreateEventAsync(), photo, new { client_id = "one.jpg", timestamp = "2026-01-01T00:00:00Z" });

        Assert.Equal("2026-01-01T00:00:00Z", detail["timestamp"].Text);
    }

    [Fact]
    public async Task Every_real_photo_is_processed()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        var folder = Environment.GetEnvironmentVariable("PIXELI_TEST_PHOTOS");
        var photos = string.IsNullOrEmpty(folder)
            ? Enumerable.Range(1, 3).ToDictionary(seed => $"{seed}.jpg", seed => SyntheticPhoto.Render(new(seed, 900, 600)))
            : Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".jpg" or ".png" or ".webp" or ".avif" or ".heic")
                .Order(StringComparer.Ordinal).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);

        var body = new BulkBody();
        foreach (var (name, bytes) in photos)
            body.File(name, bytes);
        var results = BulkUploads.Results((await person.BulkUploadAsync(
            id, body.Metadata(photos.Keys.Select(name => (object)new { client_id = name }).ToArray()))).Expect(207));

        Assert.NotEmpty(photos);
        foreach (var (name, result) in results)
        {
            Assert.True(result["status"].Text == "created", $"{name}: {result}");
            var detail = await person.WaitUntilProcessedAsync(result["photo_id"].Guid);
            Assert.True(detail["status"].Text == "CO", $"{name}: {detail.Body}");
            (await app.Anyone.GetAsync(detail["thumbnail_url"].Text)).Expect(200);
        }
    }

    [Fact]
    public async Task The_original_is_stored_byte_for_byte()
    {
        var person = await app.PersonAsync();
        var photo = TestPhotos.Next();

        var id = await person.UploadAsync(await person.CreateEventAsync(), photo);

        Assert.Equal(photo, await File.ReadAllBytesAsync(Path.Combine(app.Blobs, PhotoBlobs.Original(id))));
    }

    [Fact]
    public async Task A_photo_that_is_not_completed_is_seen_only_by_those_who_answer_for_it()
    {
        await using var idle = await PixeliApp.StartAsync(null, "Pixeli:Processing:Workers=0");
        var (photographer, coordinator, other) = (await idle.PersonAsync(), await idle.PersonAsync(), await idle.PersonAsync());
        var id = await coordinator.CreateEventAsync();

        var photo = await photographer.UploadAsync(id);

        foreach (var person in (Person[])[photographer, coordinator])
        {
            var detail = (await person.GetAsync($"/photos/{photo}/")).Expect(200);
            Assert.Equal("PE", detail["status"].Text);
            Assert.Null(detail["thumbnail_url"]);
            Assert.Null(detail["watermarked_url"]);
        }

        (await other.GetAsync($"/photos/{photo}/")).Expect(404);
        Assert.Empty((await other.GetAsync($"/events/{id}/photos/")).List);
        Assert.Equal(0, (await other.GetAsync($"/events/{id}/"))["images_count"].Number);
    }
}
