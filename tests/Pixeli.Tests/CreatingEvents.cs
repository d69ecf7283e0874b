namespace Pixeli.Tests;

public sealed class CreatingEvents(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task An_event_needs_only_a_title_and_its_creator_coordinates_it()
    {
        var person = await app.PersonAsync();

        var created = (await person.PostAsync("/events/", new { title = "  Sports day  " })).Expect(201);

        Assert.Equal("Sports day", created["title"].Text);
        Assert.Equal("PUB", created["read_perm"].Text);
        Assert.Equal("PUB", created["write_perm"].Text);
        Assert.True(created["can_write"].IsTrue);
        Assert.Equal(0, created["images_count"].Number);
        Assert.Null(created["cover_photo"]);
        Assert.Equal(["id", "username", "name", "profile_pic"], created["coordinator"].Fields());
        Assert.Equal(person.Id, created["coordinator"]!["id"].Guid);
        Assert.Equal(person.Username, created["coordinator"]!["username"].Text);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", created["created_at"].Text);
        Assert.Equal($"/events/{created["id"].Text}/", created.Headers.Location!.OriginalString);
        Assert.Equal(created.Body, (await person.GetAsync($"/events/{created["id"].Text}/")).Expect(200).Body);
    }

    [Fact]
    public async Task Everything_that_is_said_is_kept()
    {
        var person = await app.PersonAsync();

        var created = (await person.PostAsync("/events/", new
        {
            title = "Ürgüp 🎈",
            read_perm = "IMG",
            write_perm = "PRV",
            description = "Balloons at dawn.",
            location = "Cappadocia",
            starts_at = "2026-05-12T06:00:00+03:00",
            ends_at = "2026-05-12T09:30:00Z",
        })).Expect(201);

        var read = (await person.GetAsync($"/events/{created["id"].Text}/")).Expect(200);
        Assert.Equal("Ürgüp 🎈", read["title"].Text);
        Assert.Equal("IMG", read["read_perm"].Text);
        Assert.Equal("PRV", read["write_perm"].Text);
        Assert.Equal("Balloons at dawn.", read["description"].Text);
        Assert.Equal("Cappadocia", read["location"].Text);
        Assert.Equal("2026-05-12T03:00:00Z", read["starts_at"].Text);
        Assert.Equal("2026-05-12T09:30:00Z", read["ends_at"].Text);
    }

    [Fact]
    public async Task A_title_has_1_to_120_characters()
    {
        var person = await app.PersonAsync();

        (await person.PostAsync("/events/", new { })).ExpectInvalid("title");
        (await person.PostAsync("/events/", new { title = (string?)null })).ExpectInvalid("title");
        (await person.PostAsync("/events/", new { title = "   " })).ExpectInvalid("title");
        (await person.PostAsync("/events/", new { title = new string('x', 121) })).ExpectInvalid("title");
        (await person.PostAsync("/events/", new { title = new string('x', 120) })).Expect(201);
    }

    [Fact]
    public async Task A_character_is_one_however_many_bytes_it_takes()
    {
        var person = await app.PersonAsync();

        var created = (await person.PostAsync("/events/", new { title = Balloons(120) })).Expect(201);
        (await person.PostAsync("/events/", new { title = Balloons(121) })).ExpectInvalid("title");

        Assert.Equal(Balloons(120), created["title"].Text);

        static string Balloons(int count) => string.Concat(Enumerable.Repeat("🎈", count));
    }

    [Fact]
    public async Task A_new_event_has_no_photo_to_be_its_cover()
    {
        var person = await app.PersonAsync();
        var photo = await person.UploadAsync(await person.CreateEventAsync());

        (await person.PostAsync("/events/", new { title = "New", cover_photo_id = photo })).ExpectInvalid("cover_photo_id");
        (await person.PostAsync("/events/", new { title = "New", cover_photo_id = Guid.CreateVersion7() })).ExpectInvalid("cover_photo_id");
        (await person.PostAsync("/events/", new { title = "New", cover_photo_id = (Guid?)null })).Expect(201);
    }

    [Fact]
    public async Task Each_wrong_field_is_named()
    {
        var answer = await (await app.PersonAsync()).PostAsync(
            "/events/",
            new
            {
                title = "",
                read_perm = "ALL",
                write_perm = "NONE",
                description = new string('d', 4001),
                location = new string('l', 201),
                starts_at = "2026-05-12T10:00:00Z",
                ends_at = "2026-05-12T09:00:00Z",
            });

        foreach (var field in (string[])["title", "read_perm", "write_perm", "description", "location", "ends_at"])
            answer.ExpectInvalid(field);
    }

    [Theory]
    [InlineData("""{"title": 5}""", "title")]
    [InlineData("""{"title": ["a"]}""", "title")]
    [InlineData("""{"title": "a", "starts_at": "tomorrow"}""", "starts_at")]
    [InlineData("""{"title": "a", "starts_at": 12}""", "starts_at")]
    [InlineData("""{"title": "a", "cover_photo_id": "x"}""", "cover_photo_id")]
    [InlineData("""{"title": "a", "read_perm": {}}""", "read_perm")]
    public async Task A_value_of_the_wrong_type_names_its_field(string body, string field) =>
        (await (await app.PersonAsync()).PostRawAsync("/events/", body, "application/json")).ExpectInvalid(field);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public async Task A_body_that_is_no_object_is_a_400(string body) =>
        (await (await app.PersonAsync()).PostRawAsync("/events/", body, "application/json")).ExpectInvalid("non_field_errors");

    [Fact]
    public async Task Times_at_the_ends_of_the_calendar_are_taken_or_named()
    {
        var person = await app.PersonAsync();

        foreach (var time in (string[])["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
        {
            var answer = await person.PostAsync("/events/", new { title = "Long ago", starts_at = time });
            Assert.True(answer.Status is 201 or 400, answer.Body);
        }
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59.999999Z")]
    [InlineData("2400-02-29T12:34:56.123457Z")]
    [InlineData("1492-10-12T02:00:00.000001Z")]
    public async Task A_time_far_from_today_is_kept_to_the_microsecond_and_breaks_no_list(string time)
    {
        var person = await app.PersonAsync();

        var created = (await person.PostAsync("/events/", new { title = "Far away", starts_at = time })).Expect(201);

        Assert.Equal(time, created["starts_at"].Text);
        var listed = (await person.GetAsync("/events/")).Expect(200).List.Single(item => item!["id"].Guid == created["id"].Guid);
        Assert.Equal(time, listed!["starts_at"].Text);
    }
}
