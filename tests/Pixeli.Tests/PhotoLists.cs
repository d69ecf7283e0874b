namespace Pixeli.Tests;

public sealed class PhotoLists(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Theory]
    [InlineData("")]
    [InlineData("-timestamp")]
    public async Task Following_the_links_gives_the_whole_list(string sort)
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        var start = app.Clock.GetUtcNow().UtcDateTime;
        await app.AddRowsAsync(id, person, 23, index => start.AddMinutes(index / 5)); // fives share a time
        var whole = (await person.GetAsync($"/events/{id}/photos/?sort={sort}")).Expect(200);

        var walked = await WalkAsync(person, $"/events/{id}/photos/?sort={sort}&limit=7");

        Assert.Equal(23, whole.List.Count);
        Assert.Null(whole.Next);
        Assert.Equal(whole.List.Each("id"), walked);
        var times = whole.List.Each("timestamp");
        Assert.Equal(sort.Length == 0 ? times.Order(StringComparer.Ordinal) : times.OrderDescending(StringComparer.Ordinal), times);
    }

    [Fact]
    public async Task Own_photos_come_newest_upload_first_and_an_administrator_has_all()
    {
        var (person, other, administrator) = (await app.PersonAsync(), await app.PersonAsync(), await app.PersonAsync(Accounts.Role.Administrator));
        var id = await person.CreateEventAsync();
        var own = await app.AddRowsAsync(id, person, 5);
        var others = await app.AddRowsAsync(id, other, 1);

        var newestFirst = own.OrderDescending().Select(photo => photo.ToString()).ToList(); // ids begin with their time
        Assert.Equal(newestFirst, await WalkAsync(person, "/photos/?limit=2"));
        Assert.Equal(newestFirst, (await person.GetAsync("/photos")).List.Each("id"));
        Assert.Contains($"{others[0]}", (await administrator.GetAsync("/photos/")).List.Each("id"));
    }

    [Fact]
    public async Task A_page_that_is_exactly_full_is_the_last()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        await app.AddRowsAsync(id, person, 4);

        Assert.NotNull((await person.GetAsync($"/events/{id}/photos/?limit=3")).Next);
        Assert.Null((await person.GetAsync($"/events/{id}/photos/?limit=4")).Next);
    }

    [Fact]
    public async Task Pages_stay_correct_while_photos_come_and_go()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        var start = app.Clock.GetUtcNow().UtcDateTime;
        var photos = await app.AddRowsAsync(id, person, 12, index => start.AddMinutes(index));
        var first = (await person.GetAsync($"/events/{id}/photos/?limit=5")).Expect(200);

        await app.AddRowsAsync(id, person, 1, _ => start.AddMinutes(-1)); // before what was read: must not shift anything
        (await person.DeleteAsync($"/photos/{photos[4]}/")).Expect(204); // the one the cursor stands on
        (await person.DeleteAsync($"/photos/{photos[6]}/")).Expect(204);
        var late = (await app.AddRowsAsync(id, person, 1, _ => start.AddMinutes(30)))[0];
        var rest = await WalkAsync(person, first.Next!);

        Guid[] expected = [photos[5], .. photos[7..], late];
        Assert.Equal(expected.Select(photo => photo.ToString()), rest);
    }

    [Fact]
    public async Task An_item_has_the_fields_of_the_contract()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        await person.UploadCompletedAsync(id, metadata: new { client_id = "one.jpg", timestamp = "2026-05-12T14:03:00Z" });

        var item = Assert.Single((await person.GetAsync($"/events/{id}/photos/")).List)!;

        string[] contract =
        [
            "id", "timestamp", "photographer", "thumbnail_url", "width", "height", "is_liked", "can_edit", "can_delete", "can_share",
            "status", "likes_count", "comments_count", "placeholder",
        ];
        item.AssertHasFields(contract);
        Assert.Equal(["id", "username", "name", "profile_pic"], item["photographer"].Fields());
        Assert.Equal("2026-05-12T14:03:00Z", item["timestamp"].Text);
        Assert.Equal((320, 240), (item["width"].Number, item["height"].Number));
        Assert.False(item["is_liked"].IsTrue);
        Assert.True(item["can_edit"].IsTrue);
        Assert.Equal("CO", item["status"].Text);
        Assert.InRange(Convert.FromBase64String(item["placeholder"].Text).Length, 5, 40);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=abc", "limit")]
    [InlineData("limit=1e2", "limit")]
    [InlineData("limit=99999999999", "limit")]
    [InlineData("cursor=garbage", "cursor")]
    [InlineData("cursor=%00", "cursor")]
    [InlineData("cursor=YWJj.ZGVm", "cursor")]
    [InlineData("sort=name", "sort")]
    public async Task A_query_that_makes_no_sense_is_named(string query, string field)
    {
        var person = await app.PersonAsync();

        (await person.GetAsync($"/events/{await person.CreateEventAsync()}/photos/?{query}")).ExpectInvalid(field);
    }

    [Fact]
    public async Task The_longest_page_is_500()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        await app.AddRowsAsync(id, person, 501);

        var page = (await person.GetAsync($"/events/{id}/photos?limit=500")).Expect(200);

        Assert.Equal(500, page.List.Count);
        Assert.Single((await person.GetAsync(page.Next!)).List);
    }

    [Fact]
    public async Task A_list_costs_the_same_few_statements_however_long_it_is()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        await app.AddRowsAsync(id, person, 1);
        var few = await app.CountStatementsAsync(() => person.GetAsync($"/events/{id}/photos/"));
        await app.AddRowsAsync(id, person, 300);

        Assert.InRange(few, 1, 3);
        Assert.Equal(few, await app.CountStatementsAsync(() => person.GetAsync($"/events/{id}/photos/")));
        Assert.Equal(few, await app.CountStatementsAsync(() => person.GetAsync($"/events/{id}/photos/?limit=100")));
    }

    [Fact]
    public async Task The_link_keeps_the_rest_of_the_query()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        await app.AddRowsAsync(id, person, 3);

        var next = (await person.GetAsync($"/events/{id}/photos/?limit=1&sort=-timestamp")).Next!;

        Assert.StartsWith($"{app.Address}events/{id}/photos/?", next, StringComparison.Ordinal);
        Assert.Contains("sort=-timestamp", next, StringComparison.Ordinal);
        Assert.Contains("limit=1", next, StringComparison.Ordinal);
    }

    private static async Task<List<string>> WalkAsync(Person person, string from)
    {
        var ids = new List<string>();
        for (var next = from; next is not null;)
        {
            var page = (await person.GetAsync(next)).Expect(200);
            ids.AddRange(page.List.Each("id"));
            next = page.Next;
        }

        return ids;
    }
}
