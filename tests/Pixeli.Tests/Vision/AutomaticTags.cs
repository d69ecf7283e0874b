using Pixeli.Photos;

namespace Pixeli.Tests.Vision;

/// <summary>Words the machine gave: shown, found, and taken away by who may edit the photo.</summary>
public sealed class AutomaticTags(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task They_are_shown_best_first_and_found_like_words_that_people_gave()
    {
        var (photographer, photo) = await app.PhotoAsync();
        await TagAsync(photo, ("surfboard", 0.6), ("surf", 0.9), ("beach", 0.7));

        var detail = (await photographer.GetAsync($"/photos/{photo}/")).Expect(200);
        Assert.Equal(["surf", "beach", "surfboard"], Tags(detail));
        Assert.Equal([photo], await FoundAsync(photographer, "tags=surf,nothing"));
        Assert.Equal([photo], await FoundAsync(photographer, "q=surfb"));
        Assert.Empty(await FoundAsync(photographer, "tags=surfb"));
    }

    [Fact]
    public async Task Who_may_edit_the_photo_takes_them_away_and_gives_them_back()
    {
        var (photographer, photo) = await app.PhotoAsync();
        await TagAsync(photo, ("dog", 0.9), ("parade", 0.8));

        Assert.Equal(["parade"], Tags((await photographer.PatchAsync($"/photos/{photo}/", new { auto_tags = new[] { "Parade", "cat" } })).Expect(200)));
        Assert.Empty(await FoundAsync(photographer, "tags=dog"));
        Assert.Empty(await FoundAsync(photographer, "q=dog"));
        Assert.Equal(["parade"], Tags((await photographer.PatchAsync($"/photos/{photo}/", new { user_tags = new[] { "july" } })).Expect(200)));
        Assert.Equal(["dog", "parade"], Tags((await photographer.PatchAsync($"/photos/{photo}/", new { auto_tags = new[] { "dog", "parade" } })).Expect(200)));
        Assert.Empty(Tags((await photographer.PatchAsync($"/photos/{photo}/", new { auto_tags = Array.Empty<string>() })).Expect(200)));
    }

    [Fact]
    public async Task Nobody_else_does()
    {
        var (photographer, photo) = await app.PhotoAsync();
        await TagAsync(photo, ("dog", 0.9));
        var reader = await app.PersonAsync();

        (await reader.PatchAsync($"/photos/{photo}/", new { auto_tags = Array.Empty<string>() })).Expect(403);
        Assert.Equal(["dog"], Tags((await photographer.GetAsync($"/photos/{photo}/")).Expect(200)));
    }

    [Fact]
    public async Task They_go_with_the_photo()
    {
        var (photographer, photo) = await app.PhotoAsync();
        await TagAsync(photo, ("dog", 0.9));

        (await photographer.DeleteAsync($"/photos/{photo}/")).Expect(204);
        Assert.Equal(0, await app.WithDbAsync(db => Task.FromResult(db.AutoTags.Count(tag => tag.PhotoId == photo))));
    }

    private static List<string> Tags(Answer detail) => [.. detail["auto_tags"]!.AsArray().Select(tag => tag.Text)];

    private static async Task<List<Guid>> FoundAsync(Person person, string query) =>
        [.. (await person.GetAsync($"/photos/search/?{query}")).Expect(200)["results"]!.AsArray().Select(photo => photo!["id"].Guid)];

    private Task TagAsync(Guid photo, params (string Tag, double Score)[] tags) => app.WithDbAsync(db =>
    {
        db.AutoTags.AddRange(tags.Select(tag => new AutoTag { PhotoId = photo, Tag = tag.Tag, Score = tag.Score, Pack = "base" }));
        return db.SaveChangesAsync();
    });
}
