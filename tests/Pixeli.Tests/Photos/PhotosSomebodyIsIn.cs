namespace Pixeli.Tests.Photos;

public sealed class PhotosSomebodyIsIn(PixeliApp app) : IClassFixture<PixeliApp>
{
    private const string List = "/photos/photos-tagged-in/";

    // Two evenings, uploaded in turns, and two photos of the same instant.
    private static readonly DateTime[] Taken =
    [
        new(2026, 5, 2, 20, 0, 0, DateTimeKind.Utc), new(2026, 5, 1, 20, 0, 0, DateTimeKind.Utc), new(2026, 5, 2, 18, 0, 0, DateTimeKind.Utc),
        new(2026, 5, 1, 21, 0, 0, DateTimeKind.Utc), new(2026, 5, 2, 20, 0, 0, DateTimeKind.Utc),
    ];

    [Theory]
    [InlineData("")]
    [InlineData("sort=timestamp")]
    [InlineData("sort=-timestamp")]
    public async Task They_come_in_the_order_that_was_asked_for_whole_and_in_pages(string sort)
    {
        var (person, photos) = await NamedAsync();
        var byTime = photos.Zip(Taken).OrderBy(pair => pair.Second).ThenBy(pair => pair.First.ToString(), StringComparer.Ordinal).Select(pair => $"{pair.First}");
        IEnumerable<string> expected = sort switch
        {
            "" => photos.Select(id => $"{id}").OrderDescending(StringComparer.Ordinal),
            "sort=timestamp" => byTime,
            _ => byTime.Reverse(),
        };

        Assert.Equal(expected, (await person.GetAsync($"{List}?{sort}")).Expect(200).List.Each("id"));
        var paged = new List<string>();
        for (var next = $"{List}?{sort}&limit=2"; next is not null;)
        {
            var page = (await person.GetAsync(next)).Expect(200);
            paged.AddRange(page.List.Each("id"));
            next = page.Next;
        }

        Assert.Equal(expected, paged);
    }

    [Fact]
    public async Task Another_order_is_refused() => (await (await app.PersonAsync()).GetAsync($"{List}?sort=likes")).ExpectInvalid("sort");

    [Fact]
    public async Task On_their_page_each_day_stands_once_whenever_its_photos_were_uploaded()
    {
        var (person, _) = await NamedAsync();

        var page = (await person.GetAsync("/me/tagged", ("Accept", "text/html"))).Expect(200).Body;

        var days = page.Split("<h2>").Skip(1).Select(part => part[..part.IndexOf("</h2>", StringComparison.Ordinal)]).ToList();
        Assert.Equal(2, days.Count);
        Assert.Contains("Sat 2 May", days[0], StringComparison.Ordinal);
        Assert.Contains("Fri 1 May", days[1], StringComparison.Ordinal);
    }

    private async Task<(Person Person, List<Guid> Photos)> NamedAsync()
    {
        var (owner, person) = (await app.PersonAsync(), await app.PersonAsync());
        var photos = await app.AddRowsAsync(await owner.CreateEventAsync(), owner, Taken.Length, index => Taken[index]);
        foreach (var photo in photos)
            (await owner.PatchAsync($"/photos/{photo}/", new { tagged_usernames = new[] { person.Username } })).Expect(200);
        return (person, photos);
    }
}
