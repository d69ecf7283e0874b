namespace Pixeli.Tests.Photos;

/// <summary>Server-sent events of an event's gallery.</summary>
public sealed class LiveGalleries(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task A_photo_appears_when_it_is_completed_changes_and_goes()
    {
        var (coordinator, guest) = (await app.PersonAsync(), await app.PersonAsync());
        var eventId = await coordinator.CreateEventAsync();
        using var stream = await OpenAsync(guest, eventId);

        var photo = (await coordinator.UploadCompletedAsync(eventId))["id"].Guid;
        var (added, item) = await stream.NextAsync();
        (await guest.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        var (changed, liked) = await stream.NextAsync();
        (await coordinator.DeleteAsync($"/photos/{photo}/")).Expect(204);
        var (removed, gone) = await stream.NextAsync();

        Assert.Equal(("photo_added", photo, "CO"), (added, item["id"].Guid, item["status"].Text));
        Assert.Contains("/media/photos/", item["thumbnail_url"].Text, StringComparison.Ordinal);
        Assert.Equal(("photo_changed", 1, true), (changed, liked["likes_count"].Number, liked["is_liked"].IsTrue));
        Assert.Equal(("photo_removed", photo), (removed, gone["id"].Guid));
    }

    [Fact]
    public async Task Everybody_hears_only_of_what_they_may_see()
    {
        var (coordinator, photographer, guest) = (await app.PersonAsync(), await app.PersonAsync(), await app.PersonAsync());
        var eventId = await coordinator.CreateEventAsync();
        var photos = await app.AddRowsAsync(eventId, photographer, 2);
        using var stream = await OpenAsync(guest, eventId);

        (await photographer.PatchAsync($"/photos/{photos[0]}/", new { read_perm = "PRV" })).Expect(200);
        var (lost, first) = await stream.NextAsync();
        (await photographer.PatchAsync($"/photos/{photos[0]}/", new { user_tags = new[] { "secret" } })).Expect(200);
        (await photographer.DeleteAsync($"/photos/{photos[0]}/")).Expect(204);
        (await photographer.PatchAsync($"/photos/{photos[1]}/", new { user_tags = new[] { "open" } })).Expect(200);
        var (next, second) = await stream.NextAsync();

        Assert.Equal(("photo_removed", photos[0]), (lost, first["id"].Guid));
        Assert.Equal(("photo_changed", photos[1]), (next, second["id"].Guid)); // nothing of the private one in between
    }

    [Fact]
    public async Task Who_watches_an_event_that_changes_is_told_to_look_anew()
    {
        var (coordinator, guest) = (await app.PersonAsync(), await app.PersonAsync());
        var eventId = await coordinator.CreateEventAsync();
        using var stream = await OpenAsync(guest, eventId);

        (await coordinator.PatchAsync($"/events/{eventId}/", new { read_perm = "PRV" })).Expect(200);

        Assert.Equal("reload", (await stream.NextAsync()).Kind);
        Assert.True(await stream.HasEndedAsync());
        (await guest.GetAsync($"/events/{eventId}/stream")).Expect(404);
    }

    [Fact]
    public async Task A_session_that_ended_hears_nothing_more()
    {
        var (coordinator, guest) = (await app.PersonAsync(), await app.PersonAsync());
        var eventId = await coordinator.CreateEventAsync();
        var photo = (await app.AddRowsAsync(eventId, coordinator, 1))[0];
        using var stream = await OpenAsync(guest, eventId);

        (await guest.PostAsync("/auth/logout/", new { refresh = guest.Refresh })).Expect(204);
        (await coordinator.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);

        Assert.True(await stream.HasEndedAsync());
        (await app.Anyone.GetAsync($"/events/{eventId}/stream")).Expect(401);
    }

    private Task<LiveStream> OpenAsync(Person person, Guid eventId) => LiveStream.OpenAsync(app.Address, eventId, person);
}
