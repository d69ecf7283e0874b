using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Events;
using Pixeli.Photos;

namespace Pixeli.Tests;

/// <summary>An event's count is the number of photos that its reader finds in it, whoever reads and whatever happens to the photos.</summary>
public sealed class EventCounts(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task Everybody_is_told_as_many_as_they_find()
    {
        var coordinator = await app.PersonAsync();
        var (photographer, tagged) = (await app.PersonAsync(), await app.PersonAsync());
        var (guest, member, administrator) = (await app.PersonAsync(), await app.PersonAsync(Role.Member), await app.PersonAsync(Role.Administrator));
        Person[] everybody = [coordinator, photographer, tagged, guest, member, administrator];
        var events = new List<Guid>();
        var photos = new List<Guid>();
        foreach (var readPerm in (string[])["PUB", "IMG"])
        {
            var eventId = await coordinator.CreateEventAsync(readPerm: readPerm);
            events.Add(eventId);
            foreach (var permission in Enum.GetValues<Permission>())
            {
                photos.AddRange(await app.AddRowsAsync(eventId, photographer, 3, readPerm: permission));
                photos.AddRange(await app.AddRowsAsync(eventId, tagged, 1, readPerm: permission));
            }
        }

        await CheckAsync();
        foreach (var photo in photos.Where((_, index) => index % 3 == 0))
            (await administrator.PatchAsync($"/photos/{photo}/", new { tagged_usernames = new[] { tagged.Username, guest.Username } })).Expect(200);
        await CheckAsync();
        await app.WithDbAsync(db => db.Photos.Where(photo => photos.Contains(photo.Id) && photo.PhotographerId == photographer.Id && photo.ReadPerm == Permission.Public)
            .ExecuteUpdateAsync(set => set.SetProperty(photo => photo.Status, PhotoStatus.Failed)));
        await CheckAsync();
        foreach (var photo in photos.Where((_, index) => index % 4 == 0))
            (await administrator.PatchAsync($"/photos/{photo}/", new { read_perm = "IMG" })).Expect(200);
        await CheckAsync();
        foreach (var photo in photos.Where((_, index) => index % 5 == 0))
            (await administrator.DeleteAsync($"/photos/{photo}/")).Expect(204);
        await CheckAsync();

        async Task CheckAsync()
        {
            foreach (var person in everybody)
            {
                var list = (await person.GetAsync("/events/")).Expect(200).List;
                foreach (var eventId in events)
                {
                    var found = await person.GetAsync($"/events/{eventId}/photos/");
                    var item = list.SingleOrDefault(node => node!["id"].Guid == eventId);
                    Assert.Equal(found.Status == 200, item is not null);
                    if (item is null)
                        continue;
                    Assert.Equal(found.List.Count, item["images_count"].Number);
                    Assert.Equal(found.List.Count, (await person.GetAsync($"/events/{eventId}/"))["images_count"].Number);
                }
            }
        }
    }
}
