using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Operations.Doctor;
using Pixeli.Photos;
using Pixeli.Uploads;

namespace Pixeli.Tests;

/// <summary>Events that were deleted, and what is left of them until it is removed: here by no worker.</summary>
public sealed class DeletedEvents : IAsyncLifetime
{
    private const int Rows = 230; // of which a worker removes a hundred at a time
    private PixeliApp _app = null!;
    private Person _coordinator = null!;
    private Person _photographer = null!;
    private Person _tagged = null!;
    private Guid _event;
    private Guid _other;
    private Guid _photo;
    private string _thumbnail = "";
    private string _share = "";

    public async Task InitializeAsync()
    {
        _app = await PixeliApp.StartAsync(services => services.Remove(services.Single(service => service.ImplementationType == typeof(EventRemoval))));
        (_coordinator, _photographer, _tagged) = (await _app.PersonAsync(), await _app.PersonAsync(), await _app.PersonAsync());
        (_event, _other) = (await _coordinator.CreateEventAsync(), await _coordinator.CreateEventAsync());
        _photo = (await _photographer.UploadCompletedAsync(_event))["id"].Guid;
        (await _photographer.PatchAsync($"/photos/{_photo}/", new { user_tags = new[] { "doomed" }, tagged_usernames = new[] { _tagged.Username }, share_perm = "AN" })).Expect(200);
        _thumbnail = (await _photographer.GetAsync($"/photos/{_photo}/")).Expect(200)["thumbnail_url"].Text;
        _share = (await _photographer.PostAsync($"/photos/{_photo}/share/", new { variant_key = "W", expires_at = _app.Clock.UtcNow.AddDays(1) })).Expect(201)["token"].Text;
        await _app.AddRowsAsync(_event, _photographer, Rows);
        await _app.AddRowsAsync(_other, _photographer, 1);
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task Are_seen_by_nobody_from_the_answer_on()
    {
        Person[] everybody = [_coordinator, _photographer, _tagged, await _app.PersonAsync(), await _app.PersonAsync(Role.Administrator)];
        (await _app.Anyone.GetAsync(_thumbnail)).Expect(200);
        (await _app.Anyone.GetAsync($"/photos/share/{_share}/")).Expect(200);

        (await _coordinator.DeleteAsync($"/events/{_event}/?delete_photos=true")).Expect(204);

        Assert.Equal(Rows + 1, await LeftAsync());
        (await _app.Anyone.GetAsync(_thumbnail)).Expect(410);
        (await _app.Anyone.GetAsync($"/photos/share/{_share}/")).Expect(404);
        foreach (var person in everybody)
        {
            (await person.GetAsync($"/events/{_event}/")).Expect(404);
            (await person.GetAsync($"/events/{_event}/photos/")).Expect(404);
            (await person.GetAsync($"/photos/{_photo}/")).Expect(404);
            (await person.GetAsync($"/photos/{_photo}/original/")).Expect(404);
            (await person.PatchAsync($"/photos/{_photo}/", new { read_perm = "PUB" })).Expect(404);
            (await person.PatchAsync($"/events/{_event}/", new { title = "Again" })).Expect(404);
            (await person.DeleteAsync($"/events/{_event}/?delete_photos=true")).Expect(404);
            (await person.BulkUploadAsync(_event, new BulkBody().File("a", TestPhotos.Next()).Metadata(new { client_id = "a" }))).Expect(404);
            Assert.DoesNotContain($"{_event}", (await person.GetAsync("/events/")).Expect(200).List.Each("id"));
            foreach (var list in (string[])["/photos/", "/photos/photos-tagged-in/", $"/photos/by-ids/?ids={_photo}"])
                Assert.DoesNotContain($"{_photo}", (await person.GetAsync(list)).Expect(200).List.Each("id"));
            foreach (var search in (string[])["tags=doomed", "tags=doomed,nothing", $"event={_event}", "q=doomed"])
                Assert.Equal(0, (await person.GetAsync($"/photos/search/?{search}")).Expect(200)["count"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task Get_no_photo_that_was_on_its_way()
    {
        using var sent = new MemoryStream(TestPhotos.Next());
        var staged = (await _app.Services.GetRequiredService<Staging>().ReceiveAsync(sent, CancellationToken.None)).Photo!;
        (await _coordinator.DeleteAsync($"/events/{_event}/?delete_photos=true")).Expect(204);
        var file = new IntakeFile(staged, "late.jpg", new PhotoSettings().Understand().Settings!, []);

        await Assert.ThrowsAsync<EventGoneException>(() => _app.WithAsync((PhotoIntake intake) => intake.AcceptAsync(_event, _photographer.Id, [file], CancellationToken.None)));

        Assert.Equal(Rows + 1, await LeftAsync());
    }

    [Fact]
    public async Task Are_removed_by_a_worker_that_comes_later_with_the_bytes_and_nothing_else()
    {
        (await _coordinator.DeleteAsync($"/events/{_event}/?delete_photos=true")).Expect(204);

        await using var worker = await _app.StartBesideAsync();
        await _app.RemovedAsync(_event);

        Assert.Equal(0, await LeftAsync());
        Assert.Equal(1, await _app.WithDbAsync(db => db.Photos.CountAsync(photo => photo.EventId == _other)));
        await Wait.UntilAsync("the bytes are gone", () => !Directory.EnumerateFiles(_app.Blobs, "*", SearchOption.AllDirectories).Any(file => file.Contains($"{_photo:N}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Are_told_of_by_doctor_when_no_worker_comes_and_removed_by_it()
    {
        (await _coordinator.DeleteAsync($"/events/{_event}/?delete_photos=true")).Expect(204);
        Assert.Empty(await DiagnoseAsync(mend: false));
        _app.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal([$"event-left {_event}"], await DiagnoseAsync(mend: false));
        await DiagnoseAsync(mend: true);

        Assert.Equal(0, await LeftAsync());
        Assert.False(await _app.WithDbAsync(db => db.Events.AnyAsync(item => item.Id == _event)));
    }

    private Task<int> LeftAsync() => _app.WithDbAsync(db => db.Photos.CountAsync(photo => photo.EventId == _event));

    private async Task<List<string>> DiagnoseAsync(bool mend)
    {
        var found = await _app.WithAsync((Diagnosis doctor) => doctor.RunAsync(new(TimeSpan.FromDays(1), false), mend, _ => { }, CancellationToken.None));
        return [.. found.Where(finding => finding.Kind.StartsWith("event", StringComparison.Ordinal)).Select(finding => $"{finding.Kind} {finding.Subject}")];
    }
}
