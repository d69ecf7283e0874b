namespace Pixeli.Tests.Engagement;

public sealed class FindingWhatOneLikes(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task What_somebody_likes_is_found_by_them_as_long_as_they_may_read_it()
    {
        var (owner, fan, other) = (await app.PersonAsync(), await app.PersonAsync(), await app.PersonAsync());
        var photos = await app.AddRowsAsync(await owner.CreateEventAsync(), owner, 3);
        foreach (var photo in photos[..2])
            (await fan.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        (await other.PostAsync($"/photos/{photos[2]}/likes/", new { })).Expect(201);
        (await owner.PatchAsync($"/photos/{photos[1]}/", new { user_tags = new[] { "liked-word" } })).Expect(200);

        Assert.Equal([$"{photos[1]}", $"{photos[0]}"], await FoundAsync("liked=1")); // newest first
        Assert.Equal([$"{photos[1]}"], await FoundAsync("liked=1&tags=liked-word"));
        Assert.Empty(await FoundAsync("liked=1&mine=1"));
        (await owner.PatchAsync($"/photos/{photos[0]}/", new { read_perm = "PRV" })).Expect(200);
        Assert.Equal([$"{photos[1]}"], await FoundAsync("liked=1"));
        (await fan.DeleteAsync($"/photos/{photos[1]}/likes/")).Expect(200);
        Assert.Empty(await FoundAsync("liked=true"));

        async Task<IEnumerable<string>> FoundAsync(string query) => (await fan.GetAsync($"/photos/search/?{query}")).Expect(200)["results"]!.AsArray().Each("id");
    }
}
