using Pixeli.Tests.Resumable;

namespace Pixeli.Tests.Hostile;

/// <summary>Requests that break the tus protocol: each is refused in the shape of the contract and changes nothing.</summary>
public sealed class MalformedParts(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Theory]
    [InlineData("-1")]
    [InlineData("-9223372036854775808")]
    [InlineData("9223372036854775808")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("")]
    public async Task No_upload_begins_with_a_length_that_is_none(string length)
    {
        var person = await app.PersonAsync();
        var metadata = Tus.Metadata(("event", (await person.CreateEventAsync()).ToString()));

        AssertRefused((await person.SendAsync(
            HttpMethod.Post, "/uploads/", null, ("Tus-Resumable", "1.0.0"), ("Upload-Length", length), ("Upload-Metadata", metadata))).Expect(400));
    }

    [Theory]
    [InlineData("event")]
    [InlineData("event ????")]
    [InlineData("event YQ")]
    [InlineData("event YQ== YQ==")]
    [InlineData("event AA==")]
    [InlineData(",,,")]
    [InlineData("filename YQ==,filename YQ==")]
    [InlineData("key\u0001 YQ==")]
    public async Task No_upload_begins_with_metadata_that_are_none(string metadata)
    {
        var person = await app.PersonAsync();

        AssertRefused((await person.CreateUploadAsync(100, metadata)).Expect(400));
    }

    [Fact]
    public async Task No_upload_begins_with_a_null_character_that_a_list_spells()
    {
        var person = await app.PersonAsync();
        var metadata = Tus.Metadata(("event", (await person.CreateEventAsync()).ToString()), ("user_tags", "[\"a\\u0000b\"]"));

        (await person.CreateUploadAsync(100, metadata)).ExpectInvalid("user_tags");
    }

    [Theory]
    [InlineData("-1", null, 400)]
    [InlineData("9223372036854775807", null, 409)]
    [InlineData("9223372036854775808", null, 400)]
    [InlineData("half", null, 400)]
    [InlineData("0", "sha1", 400)]
    [InlineData("0", "sha1 ????", 400)]
    [InlineData("0", "sha1 YQ==", 400)]
    [InlineData("0", "md5 AAAAAAAAAAAAAAAAAAAAAA==", 400)]
    [InlineData("0", "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=", 460)]
    public async Task No_bytes_are_taken_with_an_offset_or_checksum_that_is_wrong(string offset, string? checksum, int status)
    {
        var person = await app.PersonAsync();
        var photo = TestPhotos.Next();
        var upload = await person.BeginAsync(await person.CreateEventAsync(), photo.Length);
        var (version, begin) = (("Tus-Resumable", "1.0.0"), ("Upload-Offset", offset));
        (string, string)[] headers = checksum is null ? [version, begin] : [version, begin, ("Upload-Checksum", checksum)];

        AssertRefused((await person.SendAsync(HttpMethod.Patch, upload, Tus.Bytes(photo), headers)).Expect(status));

        Assert.Equal(0, (await person.LookAsync(upload)).Expect(200).Offset());
        (await person.ContinueAsync(upload, 0, photo)).Expect(204).PhotoId();
    }

    [Fact]
    public async Task The_same_bytes_sent_at_once_many_times_are_one_photo()
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var photo = TestPhotos.Next();
        var upload = await person.BeginAsync(eventId, photo.Length);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => person.ContinueAsync(upload, 0, photo)));

        Assert.Single(answers, answer => answer.Status == 204);
        Assert.All(answers, answer => Assert.Contains(answer.Status, (int[])[204, 409, 423]));
        Assert.Equal([answers.Single(answer => answer.Status == 204).PhotoId().ToString()], (await person.GetAsync($"/events/{eventId}/photos/")).Expect(200).List.Each("id"));
    }

    private static void AssertRefused(Answer answer)
    {
        Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType?.MediaType);
        Assert.NotEmpty(answer["detail"].Text);
    }
}
