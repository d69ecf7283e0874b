namespace Pixeli.Tests;

public sealed class EditingEvents(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task What_is_missing_stays_and_what_is_null_is_cleared(string method)
    {
        var person = await app.PersonAsync();
        var id = (await person.PostAsync("/events/", new
        {
            title = "Before",
            description = "Words",
            location = "There",
            starts_at = "2026-05-12T10:00:00Z",
            read_perm = "IMG",
        })).Expect(201)["id"].Text;

        await EditAsync(person, id, method, """{"title": "After"}""");
        var kept = await EditAsync(person, id, method, """{"title": "After", "description": null, "starts_at": null, "read_perm": null}""");

        Assert.Equal("After", kept["title"].Text);
        Assert.Equal("", kept["description"].Text);
        Assert.Equal("There", kept["location"].Text);
        Assert.Null(kept["starts_at"]);
        Assert.Equal("IMG", kept["read_perm"].Text);
    }

    [Fact]
    public async Task A_patch_may_leave_the_title_out_but_not_blank()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync("Party");

        Assert.Equal("Party", (await person.PatchAsync($"/events/{id}/", new { location = "Here" })).Expect(200)["title"].Text);
        (await person.PatchAsync($"/events/{id}/", new { title = "" })).ExpectInvalid("title");
        (await person.PatchAsync($"/events/{id}/", new { title = (string?)null })).ExpectInvalid("title");
        Assert.Equal("Party", (await person.GetAsync($"/events/{id}/"))["title"].Text);
    }

    [Fact]
    public async Task A_refused_edit_changes_nothing()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync("Party");
        var before = (await person.GetAsync($"/events/{id}/")).Body;

        (await person.PatchAsync($"/events/{id}/", new { title = "New", write_perm = "XXX" })).ExpectInvalid("write_perm");

        Assert.Equal(before, (await person.GetAsync($"/events/{id}/")).Body);
    }

    [Fact]
    public async Task The_cover_is_a_photo_of_this_event()
    {
        var person = await app.PersonAsync();
        var (id, other) = (await person.CreateEventAsync(), await person.CreateEventAsync());
        var photos = await app.AddRowsAsync(id, person, 2);
        var foreign = (await app.AddRowsAsync(other, person, 1))[0];

        (await person.PatchAsync($"/events/{id}/", new { cover_photo_id = foreign })).ExpectInvalid("cover_photo_id");
        var chosen = (await person.PatchAsync($"/events/{id}/", new { cover_photo_id = photos[0] })).Expect(200);
        var cleared = (await person.PatchAsync($"/events/{id}/", new { cover_photo_id = (string?)null })).Expect(200);

        Assert.Equal(photos[0], chosen["cover_photo"]!["id"].Guid);
        Assert.Equal(photos[1], cleared["cover_photo"]!["id"].Guid);
    }

    [Fact]
    public async Task An_unknown_event_is_not_found()
    {
        var person = await app.PersonAsync();
        var nowhere = $"/events/{Guid.CreateVersion7()}/";

        (await person.GetAsync(nowhere)).Expect(404);
        (await person.PatchAsync(nowhere, new { title = "x" })).Expect(404);
        (await person.DeleteAsync(nowhere)).Expect(404);
        (await person.GetAsync("/events/5/")).Expect(404);
    }

    [Fact]
    public async Task An_empty_event_is_deleted()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();

        (await person.DeleteAsync($"/events/{id}/")).Expect(204);

        (await person.GetAsync($"/events/{id}/")).Expect(404);
    }

    [Fact]
    public async Task An_event_with_photos_is_deleted_only_when_asked_for_with_them()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        var photo = await person.UploadCompletedAsync(id);

        Assert.NotEmpty((await person.DeleteAsync($"/events/{id}/")).Expect(409)["detail"].Text);
        (await person.DeleteAsync($"/events/{id}/?delete_photos=false")).Expect(409);
        (await person.DeleteAsync($"/events/{id}/?delete_photos=maybe")).Expect(400);
        (await person.GetAsync($"/photos/{photo["id"].Text}/")).Expect(200);
        (await person.DeleteAsync($"/events/{id}/?delete_photos=true")).Expect(204);

        (await person.GetAsync($"/photos/{photo["id"].Text}/")).Expect(404);
        (await app.Anyone.GetAsync(photo["thumbnail_url"].Text)).Expect(410);
    }

    private static async Task<Answer> EditAsync(Person person, string id, string method, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return (await person.SendAsync(new HttpMethod(method), $"/events/{id}/", content)).Expect(200);
    }
}
