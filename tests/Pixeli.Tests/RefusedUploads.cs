using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pixeli.Tests;

/// <summary>Bulk uploads that are refused whole, or must leave nothing behind.</summary>
public sealed class RefusedUploads : IAsyncLifetime
{
    private PixeliApp _app = null!;
    private Person _person = null!;
    private Guid _event;

    public async Task InitializeAsync()
    {
        _app = await PixeliApp.StartAsync(null, "Pixeli:Uploads:MaxFileBytes=60000", "Pixeli:Uploads:MaxFiles=3", "Pixeli:Uploads:MaxFieldBytes=2048");
        _person = await _app.PersonAsync();
        _event = await _person.CreateEventAsync();
    }

    public async Task DisposeAsync()
    {
        await AssertNothingStagedAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_file_over_the_limit_fails_alone()
    {
        var tooLarge = TestPhotos.WithComment(TestPhotos.WithComment(TestPhotos.Next(), new('x', 60000)), "y");
        var body = new BulkBody().File("good-1", TestPhotos.Next()).File("large", tooLarge).File("good-2", TestPhotos.Next())
            .Metadata(new { client_id = "good-1" }, new { client_id = "large" }, new { client_id = "good-2" });

        var results = BulkUploads.Results((await _person.BulkUploadAsync(_event, body)).Expect(207));

        Assert.Equal("created", results["good-1"]["status"].Text);
        Assert.Equal("error", results["large"]["status"].Text);
        Assert.Equal("The file is larger than 58 KB.", results["large"]["error"].Text);
        Assert.Equal("created", results["good-2"]["status"].Text);
    }

    [Fact]
    public async Task A_request_far_over_the_limit_is_a_413()
    {
        var body = new byte[1024 * 1024];
        var head = "--x\r\nContent-Disposition: form-data; name=\"images\"; filename=\"a\"\r\n\r\n"u8.ToArray();
        head.CopyTo(body, 0);

        (await BulkUploads.PostBytesAsync(_person, _event, body, "multipart/form-data; boundary=x")).Expect(413);
    }

    [Fact]
    public async Task More_files_than_allowed_are_refused_together()
    {
        var body = new BulkBody().Metadata(Enumerable.Range(0, 4).Select(number => (object)new { client_id = $"{number}" }).ToArray());
        for (var number = 0; number < 4; number++)
            body.File($"{number}", TestPhotos.Next());

        (await _person.BulkUploadAsync(_event, body)).ExpectInvalid("images");

        Assert.Empty((await _person.GetAsync($"/events/{_event}/photos/")).List);
    }

    [Fact]
    public async Task Without_metadata_or_files_the_missing_part_is_named()
    {
        (await _person.BulkUploadAsync(_event, new BulkBody().File("a", TestPhotos.Next()))).ExpectInvalid("metadata");
        (await _person.BulkUploadAsync(_event, new BulkBody().Metadata(new { client_id = "a" }))).ExpectInvalid("images");
    }

    [Theory]
    [InlineData("[{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[5]")]
    public async Task Broken_metadata_is_named(string metadata) =>
        (await _person.BulkUploadAsync(_event, new BulkBody().File("a", TestPhotos.Next()).MetadataText(metadata))).ExpectInvalid("metadata");

    [Fact]
    public async Task Metadata_over_the_limit_is_a_413() =>
        (await _person.BulkUploadAsync(_event, new BulkBody().File("a", TestPhotos.Next()).MetadataText(new(' ', 3000)))).Expect(413);

    [Theory]
    [InlineData("application/json", 415)]
    [InlineData("multipart/form-data", 415)]
    [InlineData("multipart/mixed; boundary=x", 415)]
    [InlineData("nonsense", 415)]
    [InlineData("multipart/form-data; boundary=other", 400)]
    [InlineData("multipart/form-data; boundary=x", 400)]
    public async Task What_is_no_multipart_form_is_refused(string contentType, int status) =>
        (await BulkUploads.PostBytesAsync(_person, _event, "--x\r\nContent-Disposition: form-data; name=\"im"u8.ToArray(), contentType)).Expect(status);

    [Fact]
    public async Task A_body_that_ends_within_a_file_is_a_400_and_leaves_nothing()
    {
        var photo = TestPhotos.Next();
        byte[] body = [.. "--x\r\nContent-Disposition: form-data; name=\"images\"; filename=\"a\"\r\n\r\n"u8, .. photo];

        (await BulkUploads.PostBytesAsync(_person, _event, body, "multipart/form-data; boundary=x")).Expect(400);

        Assert.Empty((await _person.GetAsync($"/events/{_event}/photos/")).List);
    }

    [Fact]
    public async Task A_client_that_vanishes_in_the_middle_leaves_nothing()
    {
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(IPAddress.Loopback, _app.Address.Port);
            var head = $"POST /events/{_event}/photos/bulk-upload/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {_person.Access}\r\n"
                + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 50000\r\n\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"images\"; filename=\"a\"\r\n\r\n";
            await socket.SendAsync(Encoding.ASCII.GetBytes(head));
            await socket.SendAsync(TestPhotos.Next()[..2000]);
            await Wait.UntilAsync("the file arrives", () => Staged().Any());
        }

        await AssertNothingStagedAsync();
        Assert.Empty((await _person.GetAsync($"/events/{_event}/photos/")).List);
    }

    [Fact]
    public async Task Who_may_not_is_refused_before_the_body_is_read()
    {
        var closed = await _person.CreateEventAsync(writePerm: "PRV");
        var hidden = await _person.CreateEventAsync(readPerm: "PRV");
        var other = await _app.PersonAsync();

        (await other.PostRawAsync($"/events/{closed}/photos/bulk-upload/", "", "text/plain")).Expect(403);
        (await other.PostRawAsync($"/events/{hidden}/photos/bulk-upload/", "", "text/plain")).Expect(404);
        (await other.PostRawAsync($"/events/{Guid.CreateVersion7()}/photos/bulk-upload/", "", "text/plain")).Expect(404);
    }

    [Theory]
    [InlineData(false, 200_000, 401)]
    [InlineData(false, 40_000_000, 401)] // more than the web server takes by itself
    [InlineData(true, 200_000, 404)]
    [InlineData(true, 3_000_000, 404)] // more than an upload may be
    public async Task Who_is_refused_early_can_send_the_rest_and_is_not_hung_up_on(bool isSignedIn, int length, int status)
    {
        var path = $"/events/{Guid.CreateVersion7()}/photos/bulk-upload/";
        var answer = await SendOnAsync(path, isSignedIn ? $"Authorization: Bearer {_person.Access}\r\n" : "", length);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_upload_is_too_large_can_send_the_rest_and_is_not_hung_up_on() => Assert.StartsWith(
        "HTTP/1.1 413 ",
        await SendOnAsync($"/events/{_event}/photos/bulk-upload/", $"Authorization: Bearer {_person.Access}\r\n", 10_000_000),
        StringComparison.Ordinal);

    /// <summary>Waits for the answer before most of the body is sent, sends it all, and then asks for something else or hears an orderly end.</summary>
    private async Task<string> SendOnAsync(string path, string authorization, int length)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _app.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\n{authorization}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {length}\r\n\r\n--x\r\n"));
        var answer = await ReadUntilAsync("}");
        var rest = new byte[length - 5];
        for (var sent = 0; sent < rest.Length;)
            sent += await socket.SendAsync(rest.AsMemory(sent, Math.Min(65536, rest.Length - sent)));
        if (!answer.Contains("Connection: close", StringComparison.Ordinal))
        {
            await socket.SendAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());
            await ReadUntilAsync("HTTP/1.1 200 ");
        }

        await ReadUntilAsync(null); // a connection that was reset would throw
        return answer;

        async Task<string> ReadUntilAsync(string? text)
        {
            var (read, buffer) = (new StringBuilder(), new byte[65536]);
            for (var some = -1; some != 0 && (text is null || !read.ToString().Contains(text, StringComparison.Ordinal));)
            {
                some = await socket.ReceiveAsync(buffer);
                read.Append(Encoding.ASCII.GetString(buffer, 0, some));
            }

            Assert.Contains(text ?? "", read.ToString(), StringComparison.Ordinal);
            return read.ToString();
        }
    }

    private IEnumerable<string> Staged() => Directory.EnumerateFiles(_app.Staging, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal));

    private Task AssertNothingStagedAsync() => Wait.UntilAsync("nothing is staged", () => !Staged().Any());
}
