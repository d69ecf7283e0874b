using Microsoft.EntityFrameworkCore;
using Pixeli.Photos;

namespace Pixeli.Tests.Photos;

public sealed class EditingPhotos(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Theory]
    [InlineData("PATCH")]
    [InlineData("PUT")]
    public async Task What_is_said_changes_and_the_rest_stays(string method)
    {
        var (photographer, photo) = await app.PhotoAsync();
        var guest = await app.PersonAsync();

        var edited = (await photographer.SendAsync(new(method), $"/photos/{photo}/", System.Net.Http.Json.JsonContent.Create(new
        {
            timestamp = "2024-02-03T04:05:06+02:00",
            read_perm = "IMG",
            share_perm = "DI",
            user_tags = new[] { "Dance", "dance", " night " },
            tagged_usernames = new[] { guest.Username.ToUpperInvariant() },
        }))).Expect(200);
        var again = (await photographer.SendAsync(new(method), $"/photos/{photo}/", System.Net.Http.Json.JsonContent.Create(new { share_perm = "AN" }))).Expect(200);

        Assert.Equal(("2024-02-03T02:05:06Z", "IMG", "DI"), (edited["timestamp"].Text, edited["read_perm"].Text, edited["share_perm"].Text));
        Assert.Equal(["Dance", "night"], again["user_tags"]!.AsArray().Select(tag => tag.Text));
        Assert.Equal(guest.Username, again["tagged_users"]!.AsArray().Each("username").Single());
        Assert.Equal(("2024-02-03T02:05:06Z", "IMG", "AN"), (again["timestamp"].Text, again["read_perm"].Text, again["share_perm"].Text));
    }

    [Fact]
    public async Task Lists_replace_what_was_there()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var (first, second) = (await app.PersonAsync(), await app.PersonAsync());
        (await photographer.PatchAsync($"/photos/{photo}/", new { user_tags = new[] { "a", "b" }, tagged_usernames = new[] { first.Username } })).Expect(200);

        var edited = (await photographer.PatchAsync($"/photos/{photo}/", new { user_tags = new[] { "c" }, tagged_usernames = new[] { second.Username } })).Expect(200);
        var emptied = (await photographer.PatchAsync($"/photos/{photo}/", new { user_tags = Array.Empty<string>(), tagged_usernames = Array.Empty<string>() })).Expect(200);

        Assert.Equal(["c"], edited["user_tags"]!.AsArray().Select(tag => tag.Text));
        Assert.Equal([second.Username], edited["tagged_users"]!.AsArray().Each("username"));
        Assert.Empty(emptied["user_tags"]!.AsArray());
        Assert.Empty(emptied["tagged_users"]!.AsArray());
    }

    [Fact]
    public async Task Unknown_people_are_named_and_nothing_changes()
    {
        var (photographer, photo) = await app.PhotoAsync();

        var message = (await photographer.PatchAsync($"/photos/{photo}/", new { read_perm = "PRV", tagged_usernames = new[] { "nobody-at-all", photographer.Username } }))
            .ExpectInvalid("tagged_usernames");

        Assert.Contains("nobody-at-all", message, StringComparison.Ordinal);
        Assert.DoesNotContain(photographer.Username, message, StringComparison.Ordinal);
        Assert.Equal("PUB", (await photographer.GetAsync($"/photos/{photo}/"))["read_perm"].Text);
    }

    [Theory]
    [InlineData("""{"read_perm": "ALL"}""", "read_perm")]
    [InlineData("""{"share_perm": "W"}""", "share_perm")]
    [InlineData("""{"timestamp": "yesterday"}""", "timestamp")]
    [InlineData("""{"user_tags": "one"}""", "user_tags")]
    [InlineData("""{"user_tags": ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}""", "user_tags")]
    public async Task What_makes_no_sense_is_refused_by_field(string body, string field)
    {
        var (photographer, photo) = await app.PhotoAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        (await photographer.SendAsync(HttpMethod.Patch, $"/photos/{photo}/", content)).ExpectInvalid(field);
    }

    [Fact]
    public async Task Who_may_read_but_not_edit_is_told_so_and_who_may_not_read_is_not()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var stranger = await app.PersonAsync();

        (await stranger.PatchAsync($"/photos/{photo}/", new { read_perm = "PRV" })).Expect(403);
        (await photographer.PatchAsync($"/photos/{photo}/", new { read_perm = "PRV" })).Expect(200);
        (await stranger.PatchAsync($"/photos/{photo}/", new { read_perm = "PUB" })).Expect(404);
        (await app.Anyone.PatchAsync($"/photos/{photo}/", new { read_perm = "PUB" })).Expect(401);
    }

    [Fact]
    public async Task Media_urls_handed_out_before_end_with_the_permission()
    {
        var photographer = await app.PersonAsync();
        var stranger = await app.PersonAsync();
        var photo = (await photographer.UploadCompletedAsync(await photographer.CreateEventAsync()))["id"].Guid;
        var (theirs, own) = (await ThumbnailAsync(stranger), await ThumbnailAsync(photographer));
        (await app.Anyone.GetAsync(theirs)).Expect(200);

        (await photographer.PatchAsync($"/photos/{photo}/", new { read_perm = "PRV" })).Expect(200);

        (await app.Anyone.GetAsync(theirs)).Expect(410);
        (await app.Anyone.GetAsync(own)).Expect(410);
        (await app.Anyone.GetAsync(await ThumbnailAsync(photographer))).Expect(200);

        async Task<string> ThumbnailAsync(Person person) => (await person.GetAsync($"/photos/{photo}/")).Expect(200)["thumbnail_url"].Text;
    }

    [Fact]
    public async Task Somebody_removes_themselves_from_a_photo()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var (guest, other) = (await app.PersonAsync(), await app.PersonAsync());
        (await photographer.PatchAsync($"/photos/{photo}/", new { read_perm = "PRV", tagged_usernames = new[] { guest.Username, other.Username } })).Expect(200);
        Assert.Contains((await guest.GetAsync("/photos/photos-tagged-in/")).List, item => item!["id"].Guid == photo);

        (await guest.DeleteAsync($"/photos/{photo}/tags/me/")).Expect(204);

        (await guest.GetAsync($"/photos/{photo}/")).Expect(404);
        Assert.Empty((await guest.GetAsync("/photos/photos-tagged-in/")).List);
        Assert.Equal([other.Username], (await photographer.GetAsync($"/photos/{photo}/"))["tagged_users"]!.AsArray().Each("username"));
        (await guest.DeleteAsync($"/photos/{photo}/tags/me/")).Expect(404);
        (await photographer.DeleteAsync($"/photos/{photo}/tags/me/")).Expect(404);
    }

    [Fact]
    public async Task A_failed_photo_is_processed_again()
    {
        var photographer = await app.PersonAsync();
        var photo = await photographer.UploadAsync(await photographer.CreateEventAsync());
        await photographer.WaitUntilProcessedAsync(photo);
        await app.WithDbAsync(db => db.Photos.Where(row => row.Id == photo).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Status, PhotoStatus.Failed).SetProperty(row => row.Attempts, 3).SetProperty(row => row.ProcessingErrors, "broken")));

        (await (await app.PersonAsync()).PostAsync($"/photos/{photo}/retry/", new { })).Expect(404); // what failed is shown to few
        (await photographer.PostAsync($"/photos/{photo}/retry/", new { })).Expect(202);

        Assert.Equal("CO", (await photographer.WaitUntilProcessedAsync(photo))["status"].Text);
        (await photographer.PostAsync($"/photos/{photo}/retry/", new { })).Expect(409);
        (await (await app.PersonAsync()).PostAsync($"/photos/{photo}/retry/", new { })).Expect(403);
    }
}
