using Pixeli.Accounts;

namespace Pixeli.Tests.Sharing;

public sealed class SharingPhotos(SharingPhotos.Site site) : IClassFixture<SharingPhotos.Site>
{
    private readonly PixeliApp _app = site.App;

    [Theory]
    [InlineData("variant_key", "W")]
    [InlineData("variant", "W")]
    [InlineData("variant_key", "O")]
    [InlineData("variant_key", "o")]
    public async Task A_link_shows_the_picture_to_anyone(string field, string variant)
    {
        var expires = _app.Clock.GetUtcNow().AddDays(1);

        var share = (await site.Photographer.PostAsync(
            $"/photos/{site.Photo}/share/", new Dictionary<string, object> { [field] = variant, ["expires_at"] = expires })).Expect(201);
        var token = share["token"].Text;
        var read = (await _app.Anyone.GetAsync($"/photos/share/{token}/")).Expect(200);
        var page = (await _app.Anyone.GetAsync(share["share_url"].Text, ("Accept", "text/html"))).Expect(200);
        var image = (await _app.Anyone.GetAsync($"/s/{token}/image")).Expect(200);

        share.Json.AssertHasFields("token", "photo", "variant_key", "expires_at", "share_url");
        Assert.Equal((site.Photo, variant.ToUpperInvariant()), (share["photo"].Guid, share["variant_key"].Text));
        Assert.Equal($"{_app.Address}s/{token}", share["share_url"].Text);
        Assert.Equal(share.Body, read.Body);
        Assert.Contains($"<meta property=\"og:image\" content=\"{_app.Address}s/{token}/preview\"", page.Body, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"robots\" content=\"noindex\"", page.Body, StringComparison.Ordinal);
        Assert.Equal("image/jpeg", image.ContentHeaders.ContentType!.MediaType);
        Assert.Equal(variant is "O" or "o", image.Bytes.SequenceEqual(site.Bytes));
        (await _app.Anyone.GetAsync($"/s/{token}/preview")).Expect(200);
    }

    [Fact]
    public async Task A_link_ends_when_it_expires()
    {
        var token = (await ShareAsync(site.Photographer, TimeSpan.FromMinutes(1)))["token"].Text;

        _app.Clock.Advance(TimeSpan.FromMinutes(1));

        await AssertGoneAsync(token);
    }

    [Fact]
    public async Task A_link_ends_when_it_is_revoked_by_who_may()
    {
        var coordinator = site.Coordinator;
        var administrator = await _app.PersonAsync(Role.Administrator);
        foreach (var person in (Person[])[coordinator, site.Photographer, administrator])
        {
            var token = (await ShareAsync(coordinator))["token"].Text;
            (await site.Guest.DeleteAsync($"/photos/share/{token}/")).Expect(403);
            (await _app.Anyone.DeleteAsync($"/photos/share/{token}/")).Expect(401);
            (await person.DeleteAsync($"/photos/share/{token}/")).Expect(204);
            await AssertGoneAsync(token);
            (await person.DeleteAsync($"/photos/share/{token}/")).Expect(404);
        }

        var photographers = (await ShareAsync(site.Photographer))["token"].Text;
        (await coordinator.DeleteAsync($"/photos/share/{photographers}/")).Expect(403);
    }

    [Fact]
    public async Task A_link_ends_when_its_maker_may_share_the_photo_no_longer()
    {
        var photo = await site.UploadAsync("AN");
        var token = (await ShareAsync(site.Guest, photo: photo))["token"].Text;
        (await _app.Anyone.GetAsync($"/s/{token}/image")).Expect(200);

        (await site.Photographer.PatchAsync($"/photos/{photo}/", new { share_perm = "OR" })).Expect(200);

        await AssertGoneAsync(token);
    }

    [Fact]
    public async Task A_link_whose_maker_may_share_no_longer_can_be_revoked_for_good()
    {
        var photo = await site.UploadAsync("AN");
        var (revoked, kept) = ((await ShareAsync(site.Guest, photo: photo))["token"].Text, (await ShareAsync(site.Guest, photo: photo))["token"].Text);
        (await site.Photographer.PatchAsync($"/photos/{photo}/", new { share_perm = "OR" })).Expect(200);

        (await site.Coordinator.DeleteAsync($"/photos/share/{revoked}/")).Expect(404);
        (await site.Photographer.DeleteAsync($"/photos/share/{revoked}/")).Expect(204);
        (await site.Guest.DeleteAsync($"/photos/share/{kept}/")).Expect(204);

        (await site.Photographer.PatchAsync($"/photos/{photo}/", new { share_perm = "AN" })).Expect(200);
        await AssertGoneAsync(revoked);
        await AssertGoneAsync(kept);
    }

    [Fact]
    public async Task A_link_ends_with_its_photo()
    {
        var photo = await site.UploadAsync("OR");
        var token = (await ShareAsync(site.Photographer, photo: photo))["token"].Text;

        (await site.Photographer.DeleteAsync($"/photos/{photo}/")).Expect(204);

        await AssertGoneAsync(token);
    }

    [Fact]
    public async Task Links_are_listed_for_who_made_them_and_for_who_may_edit_the_photo()
    {
        var photo = await site.UploadAsync("AN");
        var mine = (await ShareAsync(site.Guest, photo: photo))["token"].Text;
        var theirs = (await ShareAsync(site.Photographer, photo: photo))["token"].Text;

        Assert.Equal([mine], (await site.Guest.GetAsync($"/photos/{photo}/shares/")).Expect(200).List.Each("token"));
        Assert.Equal([theirs, mine], (await site.Photographer.GetAsync($"/photos/{photo}/shares/")).List.Each("token"));
        var page = await site.Photographer.GetAsync($"/photos/{photo}/shares/?limit=1");
        Assert.Equal([mine], (await site.Photographer.GetAsync(page.Next!)).List.Each("token"));
        _app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty((await (await _app.SignInAsync(site.Photographer)).GetAsync($"/photos/{photo}/shares/")).List);
    }

    [Theory]
    [InlineData("""{"expires_at": "2027-01-01T00:00:00Z"}""", "variant_key")]
    [InlineData("""{"variant_key": "X", "expires_at": "2027-01-01T00:00:00Z"}""", "variant_key")]
    [InlineData("""{"variant_key": "W"}""", "expires_at")]
    [InlineData("""{"variant_key": "W", "expires_at": "2020-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"variant_key": "W", "expires_at": "soon"}""", "expires_at")]
    public async Task What_makes_no_sense_is_refused_by_field(string body, string field) =>
        (await site.Photographer.PostRawAsync($"/photos/{site.Photo}/share/", body, "application/json")).ExpectInvalid(field);

    [Fact]
    public async Task Who_may_not_share_is_told_so_and_who_may_not_read_is_not()
    {
        var body = new { variant_key = "W", expires_at = _app.Clock.GetUtcNow().AddDays(1) };
        (await site.Guest.PostAsync($"/photos/{site.Photo}/share/", body)).Expect(403);
        var hidden = await site.UploadAsync("AN", "PRV");
        (await site.Guest.PostAsync($"/photos/{hidden}/share/", body)).Expect(404);
        (await site.Guest.GetAsync($"/photos/{hidden}/shares/")).Expect(404);
        (await _app.Anyone.PostAsync($"/photos/{site.Photo}/share/", body)).Expect(401);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_token_that_was_never_given_leads_nowhere(string token) => await AssertGoneAsync(token);

    [Fact]
    public async Task An_altered_token_leads_nowhere()
    {
        var token = (await ShareAsync(site.Photographer))["token"].Text;

        await AssertGoneAsync((token[0] == 'A' ? 'B' : 'A') + token[1..]);
        await AssertGoneAsync(token[..^2] + (token[^2] == 'A' ? 'B' : 'A') + token[^1]);
    }

    private async Task AssertGoneAsync(string token)
    {
        (await _app.Anyone.GetAsync($"/photos/share/{token}/")).Expect(404);
        (await _app.Anyone.GetAsync($"/s/{token}/image")).Expect(404);
        (await _app.Anyone.GetAsync($"/s/{token}/preview")).Expect(404);
        var page = (await _app.Anyone.GetAsync($"/s/{token}", ("Accept", "text/html"))).Expect(404);
        Assert.Contains("This link has ended", page.Body, StringComparison.Ordinal);
    }

    private async Task<Answer> ShareAsync(Person person, TimeSpan? life = null, Guid? photo = null) => (await (await _app.SignInAsync(person)).PostAsync(
        $"/photos/{photo ?? site.Photo}/share/",
        new { variant_key = "W", expires_at = _app.Clock.GetUtcNow() + (life ?? TimeSpan.FromMinutes(30)) })).Expect(201);

    public sealed class Site : IAsyncLifetime
    {
        private Guid _event;

        public PixeliApp App { get; private set; } = null!;

        public Person Photographer { get; private set; } = null!;

        public Person Coordinator { get; private set; } = null!;

        public Person Guest { get; private set; } = null!;

        public Guid Photo { get; private set; }

        public byte[] Bytes { get; } = TestPhotos.Next();

        public async Task InitializeAsync()
        {
            App = await PixeliApp.StartAsync(null, "Pixeli:Accounts:AccessTokenLife=1.00:00:00");
            (Photographer, Coordinator, Guest) = (await App.PersonAsync(), await App.PersonAsync(), await App.PersonAsync());
            _event = await Coordinator.CreateEventAsync();
            Photo = (await Photographer.UploadCompletedAsync(_event, Bytes))["id"].Guid;
        }

        public async Task DisposeAsync() => await App.DisposeAsync();

        public async Task<Guid> UploadAsync(string sharePerm, string readPerm = "PUB") => (await Photographer.UploadCompletedAsync(
            _event, null, new { client_id = "one.jpg", share_perm = sharePerm, read_perm = readPerm }))["id"].Guid;
    }
}
