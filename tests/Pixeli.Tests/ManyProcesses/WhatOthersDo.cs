using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Hosting.FanOut;

namespace Pixeli.Tests.ManyProcesses;

/// <summary>Two servers on one database: what is done at one is seen live at the other.</summary>
public sealed class WhatOthersDo : IAsyncLifetime, IAsyncDisposable
{
    private readonly PixeliApp _here = new();
    private PixeliApp _there = null!;

    public async Task InitializeAsync()
    {
        if (!TestDatabase.IsPostgres)
            return;
        await _here.InitializeAsync();
        _there = await _here.StartBesideAsync();
        await _there.Services.GetRequiredService<PostgresFanOut>().Listening;
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_there is not null)
            await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task Notifies_who_is_connected_elsewhere_once()
    {
        var (photographer, photo) = await _here.PhotoAsync();
        var fan = await _here.PersonAsync();
        using var near = await _here.SocketAsync(photographer);
        using var far = await _there.SocketAsync(photographer);

        (await fan.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        await fan.CommentAsync(photo, "well done");

        foreach (var socket in (LiveSocket[])[near, far])
            Assert.Equal(["LIKED", "COMMENTED"], [(await socket.NextAsync())!["verb"].Text, (await socket.NextAsync())!["verb"].Text]);
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task Changes_galleries_elsewhere_for_who_may_see_it()
    {
        var (coordinator, photographer, guest) = (await _here.PersonAsync(), await _here.PersonAsync(), await _here.PersonAsync());
        var eventId = await coordinator.CreateEventAsync();
        var photos = await _here.AddRowsAsync(eventId, photographer, 2);
        using var guests = await LiveStream.OpenAsync(_there.Address, eventId, guest);
        using var owners = await LiveStream.OpenAsync(_there.Address, eventId, photographer);

        (await photographer.PatchAsync($"/photos/{photos[0]}/", new { read_perm = "PRV" })).Expect(200);
        var (lost, first) = await guests.NextAsync();
        Assert.Equal(("photo_removed", photos[0]), (lost, first["id"].Guid));
        Assert.Equal(("photo_changed", photos[0]), Kind(await owners.NextAsync()));

        (await photographer.DeleteAsync($"/photos/{photos[0]}/")).Expect(204);
        Assert.Equal(("photo_removed", photos[0]), Kind(await owners.NextAsync()));

        (await photographer.PatchAsync($"/photos/{photos[1]}/", new { user_tags = new[] { "open" } })).Expect(200);
        Assert.Equal(("photo_changed", photos[1]), Kind(await guests.NextAsync())); // nothing of the private one in between

        (await coordinator.PatchAsync($"/events/{eventId}/", new { title = "Another name" })).Expect(200);
        Assert.Equal("reload", (await guests.NextAsync()).Kind);
    }

    [PostgresFact, Trait("Needs", "postgresql")]
    public async Task Is_caught_up_with_after_the_database_hung_up()
    {
        var (photographer, photo) = await _here.PhotoAsync();
        var fan = await _here.PersonAsync();
        using var far = await _there.SocketAsync(photographer);
        (await fan.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        Assert.Equal("LIKED", (await far.NextAsync())!["verb"].Text);
        var eventId = await fan.CreateEventAsync();
        using var gallery = await LiveStream.OpenAsync(_there.Address, eventId, photographer);

        // Nobody listens for a second.
        Assert.True(await _here.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'pixeli-listener'
            """)) != 0);
        await fan.CommentAsync(photo, "while nobody listened");
        Assert.Equal("COMMENTED", (await far.NextAsync())!["verb"].Text);
        Assert.Equal("reload", (await gallery.NextAsync()).Kind);

        await fan.CommentAsync(photo, "and afterwards");
        var next = (await far.NextAsync())!;
        var inbox = (await photographer.GetAsync("/notifications/")).Expect(200).List;
        Assert.Equal(inbox[0]!["id"].Guid, next["id"].Guid); // the newest: none of those before came twice
    }

    private static (string Kind, Guid Photo) Kind((string Kind, System.Text.Json.Nodes.JsonNode Data) item) => (item.Kind, item.Data["id"].Guid);
}
