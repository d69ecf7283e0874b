namespace Pixeli.Tests;

public sealed class SingleUploads(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task One_photo_with_what_is_said_of_it_answers_its_detail()
    {
        var (person, friend) = (await app.PersonAsync(), await app.PersonAsync());
        var id = await person.CreateEventAsync();

        var created = (await SendAsync(
            person, "party.jpg", TestPhotos.Next(),
            ("event", $"{id}"), ("timestamp", "2026-03-04T05:06:07+02:00"), ("read_perm", "IMG"), ("share_perm", "DI"),
            ("user_tags", "cake, Candle"), ("tagged_usernames", $"[\"{friend.Username}\"]"))).Expect(201);

        Assert.Equal(id, created["event"].Guid);
        Assert.Equal("2026-03-04T03:06:07Z", created["timestamp"].Text);
        Assert.Equal("IMG", created["read_perm"].Text);
        Assert.Equal("DI", created["share_perm"].Text);
        Assert.Equal(["cake", "Candle"], created["user_tags"]!.AsArray().Select(tag => tag.Text));
        Assert.Equal(friend.Username, Assert.Single(created["tagged_users"]!.AsArray())!["username"].Text);
        Assert.Equal("party.jpg", created["file_name"].Text);
        Assert.Contains(created["status"].Text, (string[])["PE", "PR", "CO"]);
        Assert.Equal("CO", (await person.WaitUntilProcessedAsync(created["id"].Guid))["status"].Text);
    }

    [Fact]
    public async Task Fields_may_come_after_the_file_and_lists_as_repeated_fields()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(TestPhotos.Next()), "image", "a.jpg" },
            { new StringContent("one"), "user_tags" },
            { new StringContent("two"), "user_tags" },
            { new StringContent($"{id}"), "event" },
        };

        var created = (await person.SendAsync(HttpMethod.Post, "/photos/", form)).Expect(201);

        Assert.Equal(["one", "two"], created["user_tags"]!.AsArray().Select(tag => tag.Text));
    }

    [Theory]
    [InlineData("user_tags")]
    [InlineData("tagged_usernames")]
    public async Task A_null_character_that_a_list_spells_is_refused(string field)
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();

        (await SendAsync(person, "a.jpg", TestPhotos.Next(), ("event", $"{id}"), (field, "[\"a\\u0000b\"]"))).ExpectInvalid(field);
    }

    [Fact]
    public async Task The_same_bytes_again_answer_the_photo_that_has_them()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        var photo = TestPhotos.Next();

        var first = (await SendAsync(person, "a.jpg", photo, ("event", $"{id}"))).Expect(201);
        var second = (await SendAsync(person, "b.jpg", photo, ("event", $"{id}"))).Expect(200);

        Assert.Equal(first["id"].Text, second["id"].Text);
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_field()
    {
        var person = await app.PersonAsync();
        var id = $"{await person.CreateEventAsync()}";

        (await SendAsync(person, "a.jpg", TestPhotos.Next())).ExpectInvalid("event");
        (await SendAsync(person, "a.jpg", TestPhotos.Next(), ("event", "five"))).ExpectInvalid("event");
        (await SendAsync(person, "a.jpg", TestPhotos.Next(), ("event", $"{Guid.CreateVersion7()}"))).ExpectInvalid("event");
        (await SendAsync(person, null, [], ("event", id))).ExpectInvalid("image");
        (await SendAsync(person, "a.jpg", [], ("event", id))).ExpectInvalid("image");
        (await SendAsync(person, "a.jpg", TestPhotos.Next(), ("event", id), ("timestamp", "noon"))).ExpectInvalid("timestamp");
        (await SendAsync(person, "a.jpg", TestPhotos.Next(), ("event", id), ("read_perm", "ALL"))).ExpectInvalid("read_perm");
        var unknown = await SendAsync(person, "a.jpg", TestPhotos.Next(), ("event", id), ("tagged_usernames", $"nobody-here,{person.Username}"));
        Assert.Contains("nobody-here", unknown.ExpectInvalid("tagged_usernames"), StringComparison.Ordinal);
        (await SendAsync(person, "a.jpg", TestPhotos.Text, ("event", id))).Expect(415);
    }

    [Fact]
    public async Task An_event_that_takes_no_photos_of_the_caller_is_forbidden()
    {
        var (coordinator, person) = (await app.PersonAsync(), await app.PersonAsync());

        (await SendAsync(person, "a.jpg", TestPhotos.Next(), ("event", $"{await coordinator.CreateEventAsync(writePerm: "PRV")}"))).Expect(403);
    }

    [Fact]
    public async Task Somebody_without_credentials_is_told_so() => (await SendAsync(app.Anyone, "a.jpg", TestPhotos.Next())).Expect(401);

    private static Task<Answer> SendAsync(Person person, string? fileName, byte[] photo, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        if (fileName is not null)
            form.Add(new ByteArrayContent(photo), "image", fileName);
        else
            form.Add(new StringContent("x"), "other");
        return person.SendAsync(HttpMethod.Post, "/photos/", form);
    }
}
