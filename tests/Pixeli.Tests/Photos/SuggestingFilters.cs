namespace Pixeli.Tests.Photos;

public sealed class SuggestingFilters(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task Events_and_tags_are_suggested_by_any_part_of_them_beginnings_first()
    {
        var person = await app.PersonAsync();
        var first = await person.CreateEventAsync("A long zebra night");
        var second = await person.CreateEventAsync("ZEBRAS of 100%");
        await TagAsync(person, first, "PUB", "wild zebra", "Zebra", "lion");

        var found = await SuggestedAsync(person, "zEbra");

        Assert.Equal([second, first], found["events"]!.AsArray().Select(item => item!["id"].Guid));
        Assert.Equal("ZEBRAS of 100%", found["events"]![0]!["title"].Text);
        Assert.Equal(["zebra", "wild zebra"], found["tags"]!.AsArray().Select(tag => tag.Text));
        Assert.Equal(["lion"], (await SuggestedAsync(person, "#lio"))["tags"]!.AsArray().Select(tag => tag.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%20")]
    [InlineData("%25unlikely")]
    [InlineData("_")]
    [InlineData("%00")]
    public async Task Nothing_typed_and_wildcards_suggest_nothing(string q)
    {
        var person = await app.PersonAsync();
        await TagAsync(person, await person.CreateEventAsync("Plain"), "PUB", "plain");

        var found = (await person.GetAsync($"/photos/search/suggestions/?q={q}")).Expect(200);

        Assert.Empty(found["events"]!.AsArray());
        Assert.Empty(found["tags"]!.AsArray());
    }

    [Fact]
    public async Task What_a_person_may_not_read_is_not_suggested_to_them()
    {
        var (owner, stranger) = (await app.PersonAsync(), await app.PersonAsync());
        var hidden = await owner.CreateEventAsync("Quagga meeting", readPerm: "PRV");
        await TagAsync(owner, hidden, "PUB", "quagga foal");
        var open = await owner.CreateEventAsync("For all");
        await TagAsync(owner, open, "PRV", "quagga herd");

        Assert.Equal((1, 2), Counts(await SuggestedAsync(owner, "quagga")));
        Assert.Equal((0, 0), Counts(await SuggestedAsync(stranger, "quagga")));
        (await app.Anyone.GetAsync("/photos/search/suggestions/?q=quagga")).Expect(401);
    }

    private static async Task<Answer> SuggestedAsync(Person person, string typed) =>
        (await person.GetAsync($"/photos/search/suggestions/?q={Uri.EscapeDataString(typed)}")).Expect(200);

    private static (int Events, int Tags) Counts(Answer found) => (found["events"]!.AsArray().Count, found["tags"]!.AsArray().Count);

    private async Task TagAsync(Person person, Guid eventId, string readPerm, params string[] tags)
    {
        var photo = (await app.AddRowsAsync(eventId, person, 1))[0];
        (await person.PatchAsync($"/photos/{photo}/", new { read_perm = readPerm, user_tags = tags })).Expect(200);
    }
}
