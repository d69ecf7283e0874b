namespace Pixeli.Tests.Photos;

/// <summary>Many photos at once.</summary>
public sealed class PhotosInBatches(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task Some_photos_come_in_the_order_they_were_asked_for_without_those_that_are_not_to_be_seen()
    {
        var (owner, guest) = (await app.PersonAsync(), await app.PersonAsync());
        var photos = await app.AddRowsAsync(await owner.CreateEventAsync(), owner, 3);
        (await owner.PatchAsync($"/photos/{photos[1]}/", new { read_perm = "PRV" })).Expect(200);

        var found = (await guest.GetAsync($"/photos/by-ids/?ids={photos[2]},{photos[1]},{photos[0]:N},{Guid.CreateVersion7()}")).Expect(200).List;

        Assert.Equal([photos[2], photos[0]], found.Select(photo => photo!["id"].Guid));
        (await guest.GetAsync("/photos/by-ids/")).ExpectInvalid("ids");
        (await guest.GetAsync("/photos/by-ids/?ids=nonsense")).ExpectInvalid("ids");
        (await guest.GetAsync($"/photos/by-ids/?ids={string.Join(',', Enumerable.Range(0, 201).Select(_ => Guid.CreateVersion7().ToString("N")))}")).ExpectInvalid("ids");
        (await app.Anyone.GetAsync($"/photos/by-ids/?ids={photos[0]}")).Expect(401);
    }

    [Fact]
    public async Task Only_what_one_may_delete_is_deleted_and_the_answer_says_what_became_of_each()
    {
        var (coordinator, photographer, other) = (await app.PersonAsync(), await app.PersonAsync(), await app.PersonAsync());
        var eventId = await coordinator.CreateEventAsync();
        var own = await app.AddRowsAsync(eventId, photographer, 2);
        var others = await app.AddRowsAsync(eventId, other, 2);
        (await other.PatchAsync($"/photos/{others[1]}/", new { read_perm = "PRV" })).Expect(200);

        var answer = (await photographer.PostAsync("/photos/batch-delete/", new { ids = new[] { own[0], own[1], own[0], others[0], others[1] } })).Expect(200);

        Assert.Equal(own, answer["done"]!.AsArray().Select(id => id.Guid));
        Assert.Equal([others[0]], answer["refused"]!.AsArray().Select(id => id.Guid));
        Assert.Equal([others[1]], answer["missing"]!.AsArray().Select(id => id.Guid)); // that it exists is a secret
        var left = (await coordinator.GetAsync($"/events/{eventId}/photos/")).Expect(200).List;
        Assert.Equal(others, left.Select(photo => photo!["id"].Guid));
        (await coordinator.PostAsync("/photos/batch-delete/", new { ids = others })).Expect(200); // the coordinator keeps it tidy
        Assert.Empty((await coordinator.GetAsync($"/events/{eventId}/photos/")).Expect(200).List);
    }

    [Fact]
    public async Task Words_and_people_are_added_and_permissions_set_where_one_may_edit()
    {
        var (owner, coordinator, friend) = (await app.PersonAsync(), await app.PersonAsync(), await app.PersonAsync());
        var eventId = await coordinator.CreateEventAsync();
        var photos = await app.AddRowsAsync(eventId, owner, 2);
        (await owner.PatchAsync($"/photos/{photos[0]}/", new { user_tags = new[] { "Night" }, tagged_usernames = new[] { friend.Username } })).Expect(200);
        var edit = new { ids = photos, read_perm = "IMG", share_perm = "DI", add_tags = new[] { "night", "dance" }, add_usernames = new[] { friend.Username } };

        var refused = (await coordinator.PostAsync("/photos/batch-edit/", edit)).Expect(200);
        var done = (await owner.PostAsync("/photos/batch-edit/", edit)).Expect(200);

        Assert.Equal(photos, refused["refused"]!.AsArray().Select(id => id.Guid)); // a coordinator may delete, not edit
        Assert.Equal(photos, done["done"]!.AsArray().Select(id => id.Guid));
        var (first, second) = ((await owner.GetAsync($"/photos/{photos[0]}/")).Expect(200), (await owner.GetAsync($"/photos/{photos[1]}/")).Expect(200));
        Assert.Equal(("IMG", "DI"), (first["read_perm"].Text, first["share_perm"].Text));
        Assert.Equal(["dance", "Night"], first["user_tags"]!.AsArray().Select(tag => tag.Text));
        Assert.Equal(["dance", "night"], second["user_tags"]!.AsArray().Select(tag => tag.Text));
        Assert.All([first, second], photo => Assert.Equal(friend.Username, Assert.Single(photo["tagged_users"]!.AsArray())!["username"].Text));
        Assert.Equal(2, (await friend.GetAsync("/notifications/")).Expect(200).List.Count(item => item!["verb"].Text == "TAGGED"));
    }

    [Fact]
    public async Task Nonsense_is_told_by_field()
    {
        var (owner, photo) = await app.PhotoAsync();
        var ids = new[] { photo };

        (await owner.PostAsync("/photos/batch-delete/", new { })).ExpectInvalid("ids");
        (await owner.PostAsync("/photos/batch-edit/", new { ids, read_perm = "ALL" })).ExpectInvalid("read_perm");
        (await owner.PostAsync("/photos/batch-edit/", new { ids, add_tags = new[] { new string('x', 51) } })).ExpectInvalid("add_tags");
        (await owner.PostAsync("/photos/batch-edit/", new { ids, add_usernames = new[] { "nobody-at-all" } })).ExpectInvalid("add_usernames");
        (await app.Anyone.PostAsync("/photos/batch-delete/", new { ids })).Expect(401);
    }
}
