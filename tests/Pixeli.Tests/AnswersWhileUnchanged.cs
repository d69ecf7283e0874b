using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Events;

namespace Pixeli.Tests;

/// <summary>Lists that are sent again as they were, while nothing was committed, and not for a moment longer.</summary>
public sealed class AnswersWhileUnchanged : IAsyncLifetime
{
    private PixeliApp _app = null!; // an instance of its own: nothing else happens in it

    public async Task InitializeAsync() => _app = await PixeliApp.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("/events/?limit=1")]
    [InlineData("/events/{event}/photos/?limit=1")]
    public async Task The_same_question_is_answered_the_same_without_reading_again(string path)
    {
        var (person, list) = (await _app.PersonAsync(), Guid.Empty);
        foreach (var _ in (int[])[1, 2])
            list = await person.CreateEventAsync();
        await _app.AddRowsAsync(list, person, 2);
        path = path.Replace("{event}", $"{list}", StringComparison.Ordinal);

        var (first, firstCost) = await AskAsync(person, path);
        var (second, secondCost) = await AskAsync(person, path);
        await Wait.UntilAsync("the answer was kept", async () =>
        {
            (second, secondCost) = await AskAsync(person, path); // on PostgreSQL other databases of the same server may change meanwhile
            return secondCost == 1;
        });

        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Next, second.Next);
        Assert.NotNull(second.Next);
        Assert.Equal(first.ContentHeaders.ContentType, second.ContentHeaders.ContentType);
        Assert.Equal(1, secondCost); // who is asking
        Assert.True(firstCost > secondCost);
    }

    [Fact]
    public async Task The_pages_of_a_search_by_a_tag_are_counted_once()
    {
        var (person, other) = (await _app.PersonAsync(), await _app.PersonAsync());
        var photos = await _app.AddRowsAsync(await person.CreateEventAsync(), person, 5);
        (await person.PostAsync("/photos/batch-edit/", new { ids = photos, add_tags = new[] { "counted" } })).Expect(200);
        const string First = "/photos/search/?tags=counted&limit=2";

        var (first, firstCost) = await AskAsync(person, First);
        Assert.Equal(5, first["count"].Number);
        Assert.True(firstCost >= 3); // who is asking, how many, and which
        await Wait.UntilAsync("the next page is not counted again", async () => (await AskAsync(person, first.Next!)).Statements == 2);
        await Wait.UntilAsync("what is all on one page is not counted", async () => (await AskAsync(person, "/photos/search/?tags=counted&limit=5")).Statements == 2);

        (await person.PatchAsync($"/photos/{photos[0]}/", new { read_perm = "PRV" })).Expect(200);
        Assert.Equal(5, (await AskAsync(person, first.Next!)).Answer["count"].Number);
        Assert.Equal(4, (await AskAsync(other, First)).Answer["count"].Number);
    }

    [Fact]
    public async Task What_anybody_commits_is_seen_by_the_next_question()
    {
        var (person, other) = (await _app.PersonAsync(), await _app.PersonAsync());
        var id = await person.CreateEventAsync("One");
        await AskAsync(other, "/events/");

        (await person.PatchAsync($"/events/{id}/", new { title = "Two" })).Expect(200);
        Assert.Equal("Two", await FirstTitleAsync(other));

        await _app.WithDbAsync(db => db.Events.Where(item => item.Id == id).ExecuteUpdateAsync(set => set.SetProperty(item => item.Title, "Three")));
        Assert.Equal("Three", await FirstTitleAsync(other));

        (await person.PatchAsync($"/events/{id}/", new { read_perm = "PRV" })).Expect(200);
        Assert.Empty((await AskAsync(other, "/events/")).Answer.List);
    }

    [Fact]
    public async Task Everybody_gets_an_answer_of_their_own()
    {
        var (person, other) = (await _app.PersonAsync(), await _app.PersonAsync());
        await person.CreateEventAsync(readPerm: "PRV");

        Assert.Single((await AskAsync(person, "/events/")).Answer.List);
        Assert.Empty((await AskAsync(other, "/events/")).Answer.List);
        await _app.WithDbAsync(db => db.Users.Where(user => user.Id == other.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.Role, Role.Administrator)));
        Assert.Single((await AskAsync(other, "/events/")).Answer.List);
    }

    [Fact]
    public async Task Addresses_of_pictures_are_those_of_the_host_that_was_asked_and_of_the_time()
    {
        var person = await _app.PersonAsync();
        await _app.AddRowsAsync(await person.CreateEventAsync(), person, 1);

        var here = (await AskAsync(person, "/events/")).Answer.List[0]!["cover_photo"]!["thumbnail_url"].Text;
        var there = (await person.GetAsync("/events/", ("Host", "photos.example.org"))).Expect(200).List[0]!["cover_photo"]!["thumbnail_url"].Text;
        _app.Clock.Advance(TimeSpan.FromDays(1));
        var later = (await (await _app.SignInAsync(person)).GetAsync("/events/")).Expect(200).List[0]!["cover_photo"]!["thumbnail_url"].Text;

        Assert.StartsWith("http://photos.example.org/", there, StringComparison.Ordinal);
        Assert.StartsWith($"{_app.Address}media/", here, StringComparison.Ordinal);
        Assert.NotEqual(here, later);
    }

    private async Task<(Answer Answer, int Statements)> AskAsync(Person person, string path)
    {
        Answer? answer = null;
        var statements = await _app.CountStatementsAsync(async () => answer = (await person.GetAsync(path)).Expect(200));
        return (answer!, statements);
    }

    private async Task<string> FirstTitleAsync(Person person) => (await AskAsync(person, "/events/")).Answer.List[0]!["title"].Text;
}
