using System.Text;
using System.Text.Json.Nodes;

namespace Pixeli.Tests;

public sealed class BulkUploads(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Theory]
    [InlineData("metadata first")]
    [InlineData("metadata last")]
    [InlineData("metadata in between")]
    public async Task Parts_come_in_any_order(string order)
    {
        var (person, other) = (await app.PersonAsync(), await app.PersonAsync());
        var id = await person.CreateEventAsync();
        object[] entries =
        [
            new { client_id = "a", timestamp = "2026-01-02T03:04:05Z", read_perm = "IMG", share_perm = "AN", user_tags = new[] { "Dance", "dance", " night " } },
            new { client_id = "b", tagged_usernames = new[] { other.Username.ToUpperInvariant() } },
        ];
        var body = new BulkBody();
        if (order == "metadata first")
            body.Metadata(entries);
        body.File("a", TestPhotos.Next());
        if (order == "metadata in between")
            body.Metadata(entries);
        body.File("b", TestPhotos.Next());
        if (order == "metadata last")
            body.Metadata(entries);

        var answer = (await person.BulkUploadAsync(id, body)).Expect(207);

        Assert.Equal(["results"], answer.Json.Fields());
        var results = Results(answer);
        Assert.Equal(["a", "b"], results.Keys);
        Assert.All(results.Values, result => Assert.Equal(["client_id", "status", "photo_id"], result.Fields()));
        Assert.All(results.Values, result => Assert.Equal("created", result["status"].Text));
        var a = await person.WaitUntilProcessedAsync(results["a"]["photo_id"].Guid);
        Assert.Equal("2026-01-02T03:04:05Z", a["timestamp"].Text);
        Assert.Equal("IMG", a["read_perm"].Text);
        Assert.Equal("AN", a["share_perm"].Text);
        Assert.Equal(["Dance", "night"], a["user_tags"]!.AsArray().Select(tag => tag.Text));
        var b = await person.WaitUntilProcessedAsync(results["b"]["photo_id"].Guid);
        Assert.Equal(other.Id, Assert.Single(b["tagged_users"]!.AsArray())!["id"].Guid);
        Assert.Equal("PUB", b["read_perm"].Text);
        Assert.Equal("OR", b["share_perm"].Text);
    }

    [Fact]
    public async Task Every_file_has_its_own_result_and_a_bad_one_fails_no_other()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        var there = TestPhotos.Next();
        var known = await person.UploadAsync(id, there);
        var twin = TestPhotos.Next();
        var body = new BulkBody()
            .File("text.jpg", TestPhotos.Text)
            .File("empty.jpg", [])
            .File("good.jpg", TestPhotos.Next())
            .File("known.jpg", there)
            .File("twin-1.jpg", twin)
            .File("twin-2.jpg", twin)
            .File("stranger.jpg", TestPhotos.Next())
            .File("unmentioned.jpg", TestPhotos.Next())
            .File("wrong.jpg", TestPhotos.Next())
            .Metadata(
                new { client_id = "text.jpg" },
                new { client_id = "empty.jpg" },
                new { client_id = "good.jpg" },
                new { client_id = "known.jpg" },
                new { client_id = "twin-1.jpg" },
                new { client_id = "twin-2.jpg" },
                new { client_id = "stranger.jpg", tagged_usernames = new[] { "nobody-of-that-name", person.Username } },
                new { client_id = "wrong.jpg", read_perm = "ALL" },
                new { client_id = "never-sent.jpg" });

        var results = Results((await person.BulkUploadAsync(id, body)).Expect(207));

        Assert.Equal("error", results["text.jpg"]["status"].Text);
        Assert.Equal("The file is not a picture.", results["text.jpg"]["error"].Text);
        Assert.Equal(["client_id", "status", "error"], results["text.jpg"].Fields());
        Assert.Equal("The file is empty.", results["empty.jpg"]["error"].Text);
        Assert.Equal("created", results["good.jpg"]["status"].Text);
        Assert.Equal("duplicate", results["known.jpg"]["status"].Text);
        Assert.Equal(known, results["known.jpg"]["photo_id"].Guid);
        Assert.Equal("created", results["twin-1.jpg"]["status"].Text);
        Assert.Equal("duplicate", results["twin-2.jpg"]["status"].Text);
        Assert.Equal(results["twin-1.jpg"]["photo_id"].Text, results["twin-2.jpg"]["photo_id"].Text);
        Assert.Contains("nobody-of-that-name", results["stranger.jpg"]["error"].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Username, results["stranger.jpg"]["error"].Text, StringComparison.Ordinal);
        Assert.Equal("error", results["unmentioned.jpg"]["status"].Text);
        Assert.Contains("read_perm", results["wrong.jpg"]["error"].Text, StringComparison.Ordinal);
        Assert.Equal("error", results["never-sent.jpg"]["status"].Text);
        Assert.Equal(3, (await person.GetAsync($"/events/{id}/photos/")).List.Count);
    }

    [Theory]
    [InlineData("read_perm", "5", "read_perm")]
    [InlineData("timestamp", "1767323045", "timestamp")]
    [InlineData("user_tags", "\"dance\"", "user_tags")]
    [InlineData("user_tags", "[\"dance\", 5]", "user_tags")]
    [InlineData("user_tags", "[\"a\\u0000b\"]", "user_tags")]
    [InlineData("tagged_usernames", "[\"\\ud800\"]", "tagged_usernames")]
    public async Task An_entry_with_a_value_of_the_wrong_kind_fails_no_other(string field, string value, string named)
    {
        var person = await app.PersonAsync();
        var body = new BulkBody().File("good", TestPhotos.Next()).File("bad", TestPhotos.Next())
            .MetadataText($$"""[{"client_id": "bad", "{{field}}": {{value}}}, {"client_id": "good"}]""");

        var results = Results((await person.BulkUploadAsync(await person.CreateEventAsync(), body)).Expect(207));

        Assert.Equal("created", results["good"]["status"].Text);
        Assert.Equal("error", results["bad"]["status"].Text);
        Assert.StartsWith($"{named}: ", results["bad"]["error"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_whose_id_is_none_is_answered_by_itself()
    {
        var person = await app.PersonAsync();
        var body = new BulkBody().File("good", TestPhotos.Next()).MetadataText("""[{"client_id": 5}, {"client_id": "good"}]""");

        var results = (await person.BulkUploadAsync(await person.CreateEventAsync(), body)).Expect(207)["results"]!.AsArray();

        Assert.Equal(["created", "error"], results.Each("status"));
        Assert.Equal("client_id: Not a valid value.", results[1]!["error"].Text);
    }

    [Theory]
    [InlineData("a\\\"b.jpg", "a\"b.jpg")]
    [InlineData("a\\\\b.jpg", "a\\b.jpg")]
    [InlineData("C:\\photos\\b.jpg", "C:\\photos\\b.jpg")]
    [InlineData("a%22b.jpg", "a%22b.jpg")]
    public async Task A_client_id_may_be_quoted_as_a_header_quotes(string sent, string clientId)
    {
        var person = await app.PersonAsync();
        var file = new ByteArrayContent(TestPhotos.Next());
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"images\"; filename=\"{sent}\"");
        var body = new BulkBody().Metadata(new { client_id = clientId });
        body.Content.Add(file);

        Assert.Equal("created", Results((await person.BulkUploadAsync(await person.CreateEventAsync(), body)).Expect(207))[clientId]["status"].Text);
    }

    [Fact]
    public async Task The_same_bytes_may_be_in_two_events()
    {
        var person = await app.PersonAsync();
        var photo = TestPhotos.Next();

        var first = await person.UploadAsync(await person.CreateEventAsync(), photo);
        var second = await person.UploadAsync(await person.CreateEventAsync(), photo);

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task The_same_bytes_sent_by_many_at_once_become_one_photo()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.PersonAsync()));
        var id = await people[0].CreateEventAsync();
        var photo = TestPhotos.Next();

        var answers = await Task.WhenAll(people.Select(person =>
            person.BulkUploadAsync(id, new BulkBody().File("x", photo).Metadata(new { client_id = "x" }))));

        var results = answers.Select(answer => Results(answer.Expect(207))["x"]).ToList();
        Assert.Single(results.Select(result => result["photo_id"].Text).Distinct());
        Assert.Single(results, result => result["status"].Text == "created");
    }

    [Fact]
    public async Task Two_files_with_one_client_id_are_told_apart()
    {
        var person = await app.PersonAsync();
        var body = new BulkBody().File("x", TestPhotos.Next()).File("x", TestPhotos.Next()).Metadata(new { client_id = "x" });

        var results = (await person.BulkUploadAsync(await person.CreateEventAsync(), body)).Expect(207)["results"]!.AsArray();

        Assert.Equal(["created", "error"], results.Each("status"));
    }

    [Fact]
    public async Task The_name_of_the_file_is_kept_without_its_folders()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();

        var named = await person.UploadAsync(id, metadata: new { client_id = "one.jpg", file_name = "C:\\Users\\Ann\\Ürgüp 🎈.JPG" });
        var unnamed = await person.UploadAsync(id, metadata: new { client_id = "one.jpg" });

        Assert.Equal("Ürgüp 🎈.JPG", (await person.GetAsync($"/photos/{named}/"))["file_name"].Text);
        Assert.Equal("one.jpg", (await person.GetAsync($"/photos/{unnamed}/"))["file_name"].Text);
    }

    [Fact]
    public async Task Client_ids_come_back_as_they_were_sent()
    {
        var person = await app.PersonAsync();
        const string ClientId = "häß/..\\\"lich 🎈.jpg";

        // The way browsers and phones write it: raw UTF-8, the quote escaped as %22.
        var part = $"--x\r\nContent-Disposition: form-data; name=\"images\"; filename=\"{ClientId.Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)}\"\r\n\r\n";
        var metadata = "\r\n--x\r\nContent-Disposition: form-data; name=\"metadata\"\r\n\r\n[{\"client_id\": \"häß/..lich 🎈.jpg\"}]\r\n--x--\r\n";
        byte[] body = [.. Encoding.UTF8.GetBytes(part), .. TestPhotos.Next(), .. Encoding.UTF8.GetBytes(metadata)];

        var results = Results((await PostBytesAsync(person, await person.CreateEventAsync(), body, "multipart/form-data; boundary=x")).Expect(207));

        Assert.Equal("created", results["häß/..lich 🎈.jpg"]["status"].Text);
    }

    internal static Dictionary<string, JsonNode> Results(Answer answer) =>
        answer["results"]!.AsArray().ToDictionary(result => result!["client_id"].Text, result => result!);

    internal static Task<Answer> PostBytesAsync(Person person, Guid eventId, byte[] body, string contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return person.SendAsync(HttpMethod.Post, $"/events/{eventId}/photos/bulk-upload/", content);
    }
}
