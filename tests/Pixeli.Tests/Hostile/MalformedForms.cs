using System.Text;

namespace Pixeli.Tests.Hostile;

/// <summary>Multipart bodies that are none: each is refused in the shape of the contract, and the next upload gets through.</summary>
public sealed class MalformedForms(PixeliApp app) : IClassFixture<PixeliApp>
{
    private const string Form = "multipart/form-data; boundary=x";
    private const string Metadata = "--x\r\nContent-Disposition: form-data; name=\"metadata\"\r\n\r\n";
    private const string File = "--x\r\nContent-Disposition: form-data; name=\"images\"; filename=\"a\"\r\n\r\n";

    public static TheoryData<string, string, string, int> Bodies => new()
    {
        { "nothing", Form, "", 400 },
        { "only an end", Form, "--x--\r\n", 400 },
        { "a field that is not closed", Form, Metadata + "[{\"client_id\": \"a\"}]", 400 },
        { "a field of another multipart that is not closed", Form, File + "GIF89a\r\n" + Metadata + "[", 400 },
        { "a file that is not closed", Form, File + "GIF89a", 400 },
        { "headers without an end", Form, "--x\r\nContent-Disposition: form-data; name=\"images\"", 400 },
        { "headers that are none", Form, "--x\r\n\0\u0001:::\r\n: : :\r\n\r\nx\r\n--x--\r\n", 400 },
        { "a disposition that is none", Form, "--x\r\nContent-Disposition: ;;;=\"\r\n\r\nx\r\n--x--\r\n", 400 },
        { "a part without a disposition", Form, "--x\r\n\r\nx\r\n--x--\r\n", 400 },
        { "too many headers", Form, "--x\r\n" + Repeat("A: b\r\n", 1000) + "\r\nx\r\n--x--\r\n", 400 },
        { "a huge header", Form, "--x\r\nContent-Disposition: form-data; name=\"" + new string('n', 100_000) + "\"\r\n\r\nx\r\n--x--\r\n", 400 },
        { "thousands of parts", Form, Repeat("--x\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nx\r\n", 5000) + "--x--\r\n", 400 },
        { "thousands of files", Form, Repeat(File + "x\r\n", 5000) + "--x--\r\n", 400 },
        { "a form within a form", Form, "--x\r\nContent-Disposition: form-data; name=\"images\"\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\nx\r\n--y--\r\n--x--\r\n", 400 },
        { "a null character in a field", Form, Metadata + "[\0]\r\n--x--\r\n", 400 },
        { "no boundary", "multipart/form-data", "--x--\r\n", 415 },
        { "an empty boundary", "multipart/form-data; boundary=\"\"", "--\r\n", 415 },
        { "an endless boundary", "multipart/form-data; boundary=" + new string('x', 5000), "--x--\r\n", 415 },
        { "metadata that nest without end", Form, Metadata + new string('[', 50_000) + "\r\n" + File + "x\r\n--x--\r\n", 400 },
        { "half a character in JSON", Form, Metadata + "[{\"client_id\": \"a\", \"\\ud800\r\n" + File + "x\r\n--x--\r\n", 400 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Are_refused_and_the_next_upload_gets_through(string what, string contentType, string body, int status)
    {
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync(what);

        var refused = (await BulkUploads.PostBytesAsync(person, eventId, Encoding.UTF8.GetBytes(body), contentType)).Expect(status);

        Assert.Equal("application/problem+json", refused.ContentHeaders.ContentType?.MediaType);
        Assert.NotEmpty(refused["detail"].Text);
        Assert.Empty((await person.GetAsync($"/events/{eventId}/photos/")).Expect(200).List);
        await person.UploadAsync(eventId);
    }

    [Theory]
    [InlineData("username=a%00b&password=x")]
    [InlineData("%00=a")]
    public async Task A_pages_form_that_cannot_be_read_is_a_400(string form)
    {
        using var body = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");

        var page = (await app.Anyone.SendAsync(HttpMethod.Post, "/login", body, ("Accept", "text/html"))).Expect(400);

        Assert.Equal("text/html", page.ContentHeaders.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("../../../../etc/passwd", "passwd")]
    [InlineData("..\\..\\windows\\a.jpg", "a.jpg")]
    [InlineData("a.jpg\r\nSet-Cookie: stolen=1\r\n\r\n<html>", "a.jpgSet-Cookie: stolen=1<html>")]
    [InlineData("\"; filename=\"b.exe", "\"; filename=\"b.exe")]
    [InlineData("\r\n\t", "photo")]
    public async Task A_file_name_is_a_name_and_nothing_else(string sent, string kept)
    {
        var person = await app.PersonAsync();
        var photo = await person.UploadAsync(await person.CreateEventAsync(), metadata: new { client_id = "one.jpg", file_name = sent });

        var original = (await person.GetAsync($"/photos/{photo}/original/")).Expect(200);

        var disposition = original.ContentHeaders.ContentDisposition!;
        Assert.Equal(kept, disposition.FileNameStar ?? disposition.FileName);
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.False(original.Headers.Contains("Set-Cookie"));
        Assert.Equal("image/jpeg", original.ContentHeaders.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_name_of_ten_thousand_characters_is_shortened_between_characters()
    {
        var person = await app.PersonAsync();
        var sent = Repeat("🎈", 5000) + ".jpg";
        var photo = await person.UploadAsync(await person.CreateEventAsync(), metadata: new { client_id = "one.jpg", file_name = sent });

        var name = (await person.GetAsync($"/photos/{photo}/original/")).Expect(200).ContentHeaders.ContentDisposition!.FileNameStar;

        Assert.Equal(Repeat("🎈", 125) + ".jpg", name);
    }

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
