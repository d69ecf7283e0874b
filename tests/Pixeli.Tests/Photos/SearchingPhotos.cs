namespace Pixeli.Tests.Photos;

public sealed class SearchingPhotos(SearchingPhotos.Site site) : IClassFixture<SearchingPhotos.Site>
{
    private readonly PixeliApp _app = site.App;

    [Theory]
    [InlineData("", "beach dance friends private")]
    [InlineData("event_name=SUMMER", "beach dance")]
    [InlineData("event_name=é", "beach dance")]
    [InlineData("event_name=100%25", "friends private")]
    [InlineData("event_name=1_0", "")]
    [InlineData("photographer_name=ANN", "beach private")]
    [InlineData("photographer_name=person%20bob", "dance friends")]
    [InlineData("tags=Night", "dance")]
    [InlineData("tags=night,sea", "beach dance")]
    [InlineData("tags=night&tags=%20SEA%20,", "beach dance")]
    [InlineData("tags=unknown", "")]
    [InlineData("tags=ni%00ght", "dance")]
    [InlineData("tagged=no%00body", "")]
    [InlineData("date_from=2026-02-01", "dance friends private")]
    [InlineData("date_to=2026-02-01", "beach dance")]
    [InlineData("date_from=2026-02-01&date_to=2026-02-01", "dance")]
    [InlineData("read_perm=PRV", "private")]
    [InlineData("status=CO", "beach dance friends private")]
    [InlineData("status=FA", "")]
    [InlineData("q=summer%20ann", "beach")]
    [InlineData("q=night", "dance")]
    [InlineData("q=nig%20bob%20sum", "dance")]
    [InlineData("q=%25", "friends private")]
    [InlineData("q=summer%20nothing", "")]
    [InlineData("event_name=summer&tags=sea&photographer_name=ann&status=CO&read_perm=PUB", "beach")]
    public async Task A_filter_finds_what_it_says(string query, string expected)
    {
        var found = (await site.Ann.GetAsync($"/photos/search/?{query}")).Expect(200);

        Assert.Equal(["count", "results"], found.Json.Fields());
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), site.Names(found));
        Assert.Equal(found["results"]!.AsArray().Count, found["count"].Number);
    }

    [Fact]
    public async Task Words_too_long_are_cut_between_characters() =>
        Assert.Equal(0, (await site.Ann.GetAsync($"/photos/search/?q={new string('x', 199)}🎈")).Expect(200)["count"].Number);

    [Fact]
    public async Task Ids_find_events_and_photographers()
    {
        Assert.Equal(["beach", "dance"], site.Names(await site.Ann.GetAsync($"/photos/search/?event={site.Summer}")));
        Assert.Equal(["dance", "friends"], site.Names(await site.Ann.GetAsync($"/photos/search/?photographer_id={site.Bob.Id}")));
    }

    [Fact]
    public async Task Nobody_finds_what_they_may_not_read()
    {
        var stranger = await _app.PersonAsync();

        Assert.Equal(["beach", "dance", "friends"], site.Names(await stranger.GetAsync("/photos/search/")));
        Assert.Equal(0, (await stranger.GetAsync("/photos/search/?read_perm=PRV"))["count"].Number);
        (await _app.Anyone.GetAsync("/photos/search/")).Expect(401);
    }

    [Theory]
    [InlineData("date_from=2026-05-13", "date_from")]
    [InlineData("date_from=2026-03-02&date_to=2026-03-01", "date_from")]
    [InlineData("date_from=soon", "date_from")]
    [InlineData("date_to=9999-12-31", "date_to")]
    [InlineData("event=summer", "event")]
    [InlineData("photographer_id=1", "photographer_id")]
    [InlineData("read_perm=ALL", "read_perm")]
    [InlineData("status=DONE", "status")]
    [InlineData("limit=0", "limit")]
    public async Task What_makes_no_sense_is_refused_by_field(string query, string field) =>
        (await site.Ann.GetAsync($"/photos/search/?{query}")).ExpectInvalid(field);

    [Fact]
    public async Task Results_come_in_pages_that_know_the_whole_count()
    {
        var first = (await site.Ann.GetAsync("/photos/search/?limit=3")).Expect(200);
        var second = (await site.Ann.GetAsync(first.Next!)).Expect(200);

        Assert.Equal((4, 4), (first["count"].Number, second["count"].Number));
        Assert.Equal(["beach", "dance", "friends", "private"], site.Names(first).Concat(site.Names(second)).Order());
        Assert.Null(second.Next);
    }

    public sealed class Site : IAsyncLifetime
    {
        private readonly Dictionary<Guid, string> _names = [];

        public PixeliApp App { get; private set; } = null!;

        public Person Ann { get; private set; } = null!;

        public Person Bob { get; private set; } = null!;

        public Guid Summer { get; private set; }

        public async Task InitializeAsync()
        {
            App = await PixeliApp.StartAsync();
            (Ann, Bob) = (await App.PersonAsync(username: "ann"), await App.PersonAsync(username: "bob"));
            Summer = await Ann.CreateEventAsync("Summer CAFÉ");
            var other = await Bob.CreateEventAsync("100% friends");
            await AddAsync("beach", Summer, Ann, "2026-01-15T23:59:59Z", "PUB", "Sea");
            await AddAsync("dance", Summer, Bob, "2026-02-01T23:59:59Z", "PUB", "night");
            await AddAsync("friends", other, Bob, "2026-03-01T00:00:00Z", "PUB");
            await AddAsync("private", other, Ann, "2026-04-01T00:00:00Z", "PRV");
        }

        public async Task DisposeAsync() => await App.DisposeAsync();

        /// <summary>What was found, by name, in the order of the names.</summary>
        public IEnumerable<string> Names(Answer found) => found.Expect(200)["results"]!.AsArray().Select(item => _names[item!["id"].Guid]).Order();

        private async Task AddAsync(string name, Guid eventId, Person photographer, string timestamp, string readPerm, params string[] tags)
        {
            var photo = (await App.AddRowsAsync(eventId, photographer, 1))[0];
            _names[photo] = name;
            (await photographer.PatchAsync($"/photos/{photo}/", new { timestamp, read_perm = readPerm, user_tags = tags })).Expect(200);
        }
    }
}
