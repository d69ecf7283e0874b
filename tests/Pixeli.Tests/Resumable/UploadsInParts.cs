using System.Security.Cryptography;

namespace Pixeli.Tests.Resumable;

public sealed class UploadsInParts(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task The_server_says_what_it_can_do()
    {
        var answer = (await app.Anyone.SendAsync(HttpMethod.Options, "/uploads/")).Expect(204);

        Assert.Equal("1.0.0", answer.Header("Tus-Version"));
        Assert.Equal("creation,creation-with-upload,termination,checksum,expiration", answer.Header("Tus-Extension"));
        Assert.Equal("67108864", answer.Header("Tus-Max-Size"));
        Assert.Equal("sha1,sha256,sha512", answer.Header("Tus-Checksum-Algorithm"));
    }

    [Fact]
    public async Task A_photo_in_three_parts_is_the_photo_with_all_that_was_said_of_it()
    {
        var (person, friend) = (await app.PersonAsync(), await app.PersonAsync());
        var eventId = await person.CreateEventAsync();
        var photo = TestPhotos.Next();
        var upload = await person.BeginAsync(
            eventId,
            photo.Length,
            ("filename", "Grüße/aus dem Süden.jpg"),
            ("client_id", "7"),
            ("read_perm", "PRV"),
            ("share_perm", "AN"),
            ("user_tags", """["dance", "late, late"]"""),
            ("tagged_usernames", friend.Username),
            ("timestamp", "2026-05-01T10:00:00Z"));

        Assert.Equal(0, (await person.LookAsync(upload)).Expect(200).Offset());
        var first = (await person.ContinueAsync(upload, 0, photo.AsMemory(0, 1000))).Expect(204);
        Assert.Equal(1000, first.Offset());
        Assert.Equal("1.0.0", first.Header("Tus-Resumable"));
        Assert.Equal(app.Clock.GetUtcNow().AddDays(3).ToString("R"), first.Header("Upload-Expires"));
        (await person.ContinueAsync(upload, 1000, photo.AsMemory(1000, 1))).Expect(204);
        var looked = (await person.LookAsync(upload)).Expect(200);
        Assert.Equal((1001, photo.Length.ToString()), (looked.Offset(), looked.Header("Upload-Length")));
        Assert.Equal("no-store", looked.Header("Cache-Control"));
        Assert.Contains($"client_id {Convert.ToBase64String("7"u8)}", looked.Header("Upload-Metadata"), StringComparison.Ordinal);
        var last = (await person.ContinueAsync(upload, 1001, photo.AsMemory(1001))).Expect(204);

        Assert.Equal("created", last.Header("Pixeli-Status"));
        var detail = await person.WaitUntilProcessedAsync(last.PhotoId());
        Assert.Equal(("CO", "PRV", "AN"), (detail["status"].Text, detail["read_perm"].Text, detail["share_perm"].Text));
        Assert.Equal("aus dem Süden.jpg", detail["file_name"].Text);
        Assert.Equal(["dance", "late, late"], detail["user_tags"]!.AsArray().Select(tag => tag.Text).Order());
        Assert.Equal(friend.Username, detail["tagged_users"]!.AsArray().Single()!["username"].Text);
        Assert.Equal("2026-05-01T10:00:00Z", detail["timestamp"].Text);
        Assert.Equal(photo, (await person.GetAsync($"/photos/{last.PhotoId()}/original/")).Expect(200).Bytes);
    }

    [Fact]
    public async Task Whoever_did_not_hear_the_last_answer_asks_and_hears_it_again()
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var photo = TestPhotos.Next();
        var upload = await person.BeginAsync(eventId, photo.Length);
        var done = (await person.ContinueAsync(upload, 0, photo)).Expect(204).PhotoId();

        Assert.Equal((done, photo.Length), ((await person.LookAsync(upload)).Expect(200).PhotoId(), (await person.LookAsync(upload)).Offset()));
        Assert.Equal(done, (await person.ContinueAsync(upload, photo.Length, Array.Empty<byte>())).Expect(204).PhotoId());
        (await person.ContinueAsync(upload, 0, photo)).Expect(409);
        Assert.Single((await person.GetAsync($"/events/{eventId}/photos/")).Expect(200).List);
        Assert.Empty(Files(app));
    }

    [Fact]
    public async Task Bytes_can_come_with_the_beginning()
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var photo = TestPhotos.Next();
        var metadata = Tus.Metadata(("event", eventId.ToString()));

        var half = (await person.CreateUploadAsync(photo.Length, metadata, photo[..500])).Expect(201);
        Assert.Equal(500, half.Offset());
        (await person.ContinueAsync(half.Headers.Location!.ToString(), 500, photo.AsMemory(500))).Expect(204);
        var whole = (await person.CreateUploadAsync(photo.Length, metadata, photo)).Expect(201);
        Assert.Equal((photo.Length, "duplicate"), (whole.Offset(), whole.Header("Pixeli-Status")));
        Assert.Single((await person.GetAsync($"/events/{eventId}/photos/")).Expect(200).List);
    }

    [Fact]
    public async Task What_came_in_before_the_connection_broke_is_kept()
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var photo = TestPhotos.Next();
        var upload = await person.BeginAsync(eventId, photo.Length);
        var sending = new StalledRequest(person, upload, photo.AsMemory(0, 3000), photo.AsMemory(3000));
        await Wait.UntilAsync("the first bytes are there", async () => (await person.LookAsync(upload)).Expect(200).Offset() == 3000);

        sending.Break();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sending.Answer);

        Answer? last = null;
        await Wait.UntilAsync("the server lets go of the broken request", async () =>
            (last = await person.ContinueAsync(upload, 3000, photo.AsMemory(3000))).Status != 423);
        var photoId = last!.Expect(204).PhotoId();
        Assert.Equal(photo, (await person.GetAsync($"/photos/{photoId}/original/")).Expect(200).Bytes);
    }

    [Fact]
    public async Task Of_two_requests_at_once_the_second_is_refused_and_nothing_is_mixed_up()
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var photo = TestPhotos.Next();
        var upload = await person.BeginAsync(eventId, photo.Length);
        var sending = new StalledRequest(person, upload, photo.AsMemory(0, 3000), photo.AsMemory(3000));
        await Wait.UntilAsync("the first bytes are there", async () => (await person.LookAsync(upload)).Expect(200).Offset() == 3000);

        (await person.ContinueAsync(upload, 3000, photo.AsMemory(3000))).Expect(423);
        (await person.EndAsync(upload)).Expect(423);

        sending.Finish();
        var photoId = (await sending.Answer).Expect(204).PhotoId();
        Assert.Equal(photo, (await person.GetAsync($"/photos/{photoId}/original/")).Expect(200).Bytes);
    }

    [Fact]
    public async Task Another_process_on_the_same_data_continues_and_respects_the_lock()
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var photo = TestPhotos.Next();
        var upload = await person.BeginAsync(eventId, photo.Length);
        await using var other = await app.StartBesideAsync();
        var there = other.Holder(person.Access!);
        var sending = new StalledRequest(person, upload, photo.AsMemory(0, 2000), photo.AsMemory(2000, 1000));
        await Wait.UntilAsync("the first bytes are there", async () => (await there.LookAsync(upload)).Expect(200).Offset() == 2000);
        (await there.ContinueAsync(upload, 2000, photo.AsMemory(2000))).Expect(423);
        sending.Finish();
        (await sending.Answer).Expect(204);

        var photoId = (await there.ContinueAsync(upload, 3000, photo.AsMemory(3000))).Expect(204).PhotoId();
        Assert.Equal(photoId, (await person.LookAsync(upload)).Expect(200).PhotoId());
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("sha512")]
    public async Task Bytes_with_a_wrong_checksum_never_were_here(string algorithm)
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var photo = TestPhotos.Next();
        var upload = await person.BeginAsync(eventId, photo.Length);
#pragma warning disable CA5350 // the protocol demands SHA-1
        Func<byte[], byte[]> hash = algorithm switch { "sha1" => SHA1.HashData, "sha256" => SHA256.HashData, _ => SHA512.HashData };
#pragma warning restore CA5350
        (string, string) Checksum(byte[] of) => ("Upload-Checksum", $"{algorithm} {Convert.ToBase64String(hash(of))}");

        (await person.ContinueAsync(upload, 0, photo.AsMemory(0, 1000), Checksum(photo[..1000]))).Expect(204);
        (await person.ContinueAsync(upload, 1000, photo.AsMemory(1000), Checksum(photo[..999]))).Expect(460);
        Assert.Equal(1000, (await person.LookAsync(upload)).Expect(200).Offset());
        (await person.ContinueAsync(upload, 1000, photo.AsMemory(1000), ("Upload-Checksum", "crc32 AAAA"))).Expect(400);
        (await person.ContinueAsync(upload, 1000, photo.AsMemory(1000), Checksum(photo[1000..]))).Expect(204).PhotoId();
    }

    [Fact]
    public async Task A_file_that_is_not_the_one_announced_is_no_photo()
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var photo = TestPhotos.Next();
        var upload = await person.BeginAsync(eventId, photo.Length, ("sha256", Convert.ToHexStringLower(SHA256.HashData("another"u8))));

        (await person.ContinueAsync(upload, 0, photo)).Expect(460);
        (await person.LookAsync(upload)).Expect(404);
        Assert.Empty((await person.GetAsync($"/events/{eventId}/photos/")).Expect(200).List);
    }

    [Fact]
    public async Task A_file_that_is_no_photo_says_so_at_its_last_byte_and_is_gone()
    {
        var person = await app.PersonAsync();
        var upload = await person.BeginAsync(await person.CreateEventAsync(), TestPhotos.Text.Length);

        var answer = (await person.ContinueAsync(upload, 0, TestPhotos.Text)).Expect(415);
        Assert.Contains("not a picture", answer["detail"].Text, StringComparison.Ordinal);
        (await person.LookAsync(upload)).Expect(404);
        Assert.Empty(Files(app));
    }

    [Fact]
    public async Task Ended_is_ended()
    {
        var person = await app.PersonAsync();
        var upload = await person.BeginAsync(await person.CreateEventAsync(), 1000);
        (await person.ContinueAsync(upload, 0, new byte[10])).Expect(204);

        (await person.EndAsync(upload)).Expect(204);
        (await person.LookAsync(upload)).Expect(404);
        (await person.EndAsync(upload)).Expect(404);
        Assert.Empty(Files(app));
    }

    [Fact]
    public async Task Methods_can_be_named_in_a_header()
    {
        var person = await app.PersonAsync();
        var photo = TestPhotos.Next();
        var upload = await person.BeginAsync(await person.CreateEventAsync(), photo.Length);
        Task<Answer> As(string method, HttpContent? body) => person.SendAsync(
            HttpMethod.Post, upload, body, ("X-HTTP-Method-Override", method), ("Tus-Resumable", "1.0.0"), ("Upload-Offset", "0"));

        (await As("PATCH", Tus.Bytes(photo.AsMemory(0, 9)))).Expect(204);
        Assert.Equal(9, (await As("HEAD", null)).Expect(200).Offset());
        (await As("DELETE", null)).Expect(204);
        Assert.Equal(["HEAD", "PATCH", "DELETE"], (await As("TRACE", null)).Expect(405).ContentHeaders.Allow);
    }

    internal static IEnumerable<string> Files(PixeliApp app) => Directory.EnumerateFiles(Path.Combine(app.DataFolder, "uploads"))
        .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal));
}
