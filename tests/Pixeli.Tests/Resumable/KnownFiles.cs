using System.Security.Cryptography;

namespace Pixeli.Tests.Resumable;

public sealed class KnownFiles(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task Who_may_add_hears_which_files_are_there_of_those_they_may_see()
    {
        var (coordinator, guest) = (await app.PersonAsync(), await app.PersonAsync());
        var eventId = await coordinator.CreateEventAsync();
        var (open, closed, elsewhere) = (TestPhotos.Next(), TestPhotos.Next(), TestPhotos.Next());
        var openId = (await coordinator.UploadCompletedAsync(eventId, open))["id"].Guid;
        var closedId = (await coordinator.UploadCompletedAsync(eventId, closed, new { client_id = "one.jpg", read_perm = "PRV" }))["id"].Guid;
        await coordinator.UploadAsync(await coordinator.CreateEventAsync(), elsewhere);
        object question = new { sha256 = new[] { Hash(open), Hash(closed), Hash(elsewhere), new string('0', 64) } };

        Assert.Equal([(Hash(open), openId)], await AskAsync(guest));
        Assert.Equal(new[] { (Hash(open), openId), (Hash(closed), closedId) }.Order(), (await AskAsync(coordinator)).Order());

        async Task<IEnumerable<(string, Guid)>> AskAsync(Person person) => (await person.PostAsync($"/events/{eventId}/photos/known/", question)).Expect(200)["known"]!
            .AsArray().Select(photo => (photo!["sha256"].Text, photo["photo_id"].Guid));
    }

    [Fact]
    public async Task Who_may_not_add_hears_nothing()
    {
        var (coordinator, guest) = (await app.PersonAsync(), await app.PersonAsync());
        object question = new { sha256 = new[] { new string('0', 64) } };

        (await guest.PostAsync($"/events/{await coordinator.CreateEventAsync(writePerm: "PRV")}/photos/known/", question)).Expect(403);
        (await guest.PostAsync($"/events/{await coordinator.CreateEventAsync(readPerm: "PRV")}/photos/known/", question)).Expect(404);
        (await app.Anyone.PostAsync($"/events/{await coordinator.CreateEventAsync()}/photos/known/", question)).Expect(401);
    }

    [Fact]
    public async Task Hashes_must_be_hashes()
    {
        var person = await app.PersonAsync();
        var path = $"/events/{await person.CreateEventAsync()}/photos/known/";

        (await person.PostAsync(path, new { })).ExpectInvalid("sha256");
        (await person.PostAsync(path, new { sha256 = new[] { "abc" } })).ExpectInvalid("sha256");
        (await person.PostAsync(path, new { sha256 = Enumerable.Repeat(new string('a', 64), 501) })).ExpectInvalid("sha256");
    }

    [Fact]
    public async Task What_became_of_some_photos_is_one_question()
    {
        var (person, stranger) = (await app.PersonAsync(), await app.PersonAsync());
        var eventId = await person.CreateEventAsync();
        var photos = await app.AddRowsAsync(eventId, person, 3, readPerm: Events.Permission.Private);
        var path = $"/photos/?ids={photos[0]},{photos[2]},{Guid.CreateVersion7()}";

        Assert.Equal(new[] { photos[0], photos[2] }.Order(), (await person.GetAsync(path)).Expect(200).List.Each("id").Select(Guid.Parse).Order());
        Assert.Empty((await stranger.GetAsync(path)).Expect(200).List);
        (await person.GetAsync("/photos/?ids=nonsense")).ExpectInvalid("ids");
    }

    private static string Hash(byte[] photo) => Convert.ToHexStringLower(SHA256.HashData(photo));
}
