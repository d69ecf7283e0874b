using System.Web;
using Pixeli.Imaging;

namespace Pixeli.Tests;

public sealed class ProfilePictures(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task A_picture_becomes_a_small_square_that_anybody_with_the_url_can_see()
    {
        var person = await app.PersonAsync();

        var url = (await PutAsync(person, TestPhotos.Next(), "whatever")).Expect(200)["profile_pic"].Text;

        Assert.StartsWith($"{app.Address}media/people/{person.Id}/picture?", url, StringComparison.Ordinal);
        var picture = (await app.Anyone.GetAsync(url)).Expect(200);
        Assert.Equal("image/webp", picture.ContentHeaders.ContentType!.MediaType);
        var info = Probe(picture.Bytes);
        Assert.Equal((ImageFormat.WebP, 256, 256), (info.Format, info.Width, info.Height));
        Assert.True(picture.Headers.CacheControl!.Private);
        Assert.Contains("immutable", picture.Headers.CacheControl.ToString(), StringComparison.Ordinal);
        Assert.InRange(picture.Headers.CacheControl.MaxAge!.Value.TotalHours, 12, 24);
        Assert.Equal(url, (await person.GetAsync("/auth/me/"))["profile_pic"].Text);
        Assert.Single(Directory.EnumerateFiles(PicturesOf(person)));
    }

    [Fact]
    public async Task It_has_a_tag_a_head_and_parts()
    {
        var url = (await PutAsync(await app.PersonAsync(), TestPhotos.Next())).Expect(200)["profile_pic"].Text;
        var whole = (await app.Anyone.GetAsync(url)).Expect(200);

        (await app.Anyone.GetAsync(url, ("If-None-Match", whole.Headers.ETag!.ToString()))).Expect(304);
        Assert.Equal(whole.Bytes[2..10], (await app.Anyone.GetAsync(url, ("Range", "bytes=2-9"))).Expect(206).Bytes);
        var head = (await app.Anyone.HeadAsync(url)).Expect(200);
        Assert.Empty(head.Bytes);
        Assert.Equal(whole.Bytes.Length, head.ContentHeaders.ContentLength);
    }

    [Fact]
    public async Task Another_picture_ends_the_url_of_the_one_before_and_takes_its_bytes_away()
    {
        var person = await app.PersonAsync();
        var first = (await PutAsync(person, TestPhotos.Next())).Expect(200)["profile_pic"].Text;
        var second = (await PutAsync(person, TestPhotos.Next())).Expect(200)["profile_pic"].Text;

        Assert.NotEqual(first, second);
        (await app.Anyone.GetAsync(first)).Expect(410);
        (await app.Anyone.GetAsync(second)).Expect(200);
        Assert.Single(Directory.EnumerateFiles(PicturesOf(person)));

        (await person.DeleteAsync("/auth/me/picture/")).Expect(204);
        (await person.DeleteAsync("/auth/me/picture/")).Expect(204);
        (await app.Anyone.GetAsync(second)).Expect(410);
        Assert.Null((await person.GetAsync("/auth/me/"))["profile_pic"]);
        Assert.Empty(Directory.EnumerateFiles(PicturesOf(person)));

        var third = (await PutAsync(person, TestPhotos.Next())).Expect(200)["profile_pic"].Text;
        Assert.DoesNotContain(third, (string[])[first, second]);
        (await app.Anyone.GetAsync(first)).Expect(410);
    }

    [Fact]
    public async Task Pictures_sent_at_once_leave_one()
    {
        var person = await app.PersonAsync();

        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PutAsync(person, TestPhotos.Next()))))
            answer.Expect(200);

        (await app.Anyone.GetAsync((await person.GetAsync("/auth/me/"))["profile_pic"].Text)).Expect(200);
        Assert.Single(Directory.EnumerateFiles(PicturesOf(person)));
    }

    [Theory]
    [InlineData("v", "1")]
    [InlineData("v", "0")]
    [InlineData("v", "-1")]
    [InlineData("e", "9999999999")]
    [InlineData("s", "AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("s", "")]
    public async Task Altering_any_part_is_forbidden(string part, string value)
    {
        var url = new Uri((await PutAsync(await app.PersonAsync(), TestPhotos.Next())).Expect(200)["profile_pic"].Text);
        var query = HttpUtility.ParseQueryString(url.Query);
        query[part] = value;

        (await app.Anyone.GetAsync($"{url.AbsolutePath}?{query}")).Expect(403);
        query.Remove(part);
        (await app.Anyone.GetAsync($"{url.AbsolutePath}?{query}")).Expect(403);
        (await app.Anyone.GetAsync($"/media/people/{Guid.CreateVersion7()}/picture{url.Query}")).Expect(403);
    }

    [Fact]
    public async Task The_url_expires()
    {
        await using var own = await PixeliApp.StartAsync();
        var url = (await PutAsync(await own.PersonAsync(), TestPhotos.Next())).Expect(200)["profile_pic"].Text;

        own.Clock.Advance(TimeSpan.FromHours(24));

        (await own.Anyone.GetAsync(url)).Expect(410);
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_and_the_old_one_stays()
    {
        var person = await app.PersonAsync();
        var url = (await PutAsync(person, TestPhotos.Next())).Expect(200)["profile_pic"].Text;

        (await PutAsync(person, TestPhotos.Text)).Expect(415);
        (await PutAsync(person, [])).ExpectInvalid("image");
        (await PutAsync(person, TestPhotos.Damaged())).ExpectInvalid("image");
        (await PutAsync(person, [.. TestPhotos.Next(), .. new byte[10 * 1024 * 1024]])).Expect(413);
        (await PutAsync(person, new byte[12 * 1024 * 1024])).Expect(413);
        (await person.PutAsync("/auth/me/picture/", new { image = "photo.jpg" })).Expect(415);
        using (var text = new MultipartFormDataContent { { new StringContent("no file"), "image" } })
            (await person.SendAsync(HttpMethod.Put, "/auth/me/picture/", text)).ExpectInvalid("image");
        (await PutAsync(app.Anyone, TestPhotos.Next())).Expect(401);

        Assert.Equal(url, (await person.GetAsync("/auth/me/"))["profile_pic"].Text);
        (await app.Anyone.GetAsync(url)).Expect(200);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(app.Staging, "*", SearchOption.AllDirectories), file => !file.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Others_see_it_where_the_person_appears()
    {
        var (person, other) = (await app.PersonAsync(), await app.PersonAsync());
        var id = await person.CreateEventAsync();

        var url = (await PutAsync(person, TestPhotos.Next())).Expect(200)["profile_pic"].Text;

        Assert.Equal(url, (await other.GetAsync($"/events/{id}/"))["coordinator"]!["profile_pic"].Text);
        Assert.Equal(url, (await other.GetAsync($"/auth/search/?q={person.Username}")).List[0]!["profile_pic"].Text);
    }

    private string PicturesOf(Person person) => Path.Combine(app.Blobs, "people", person.Id.ToString("N")[^2..], person.Id.ToString("N"));

    private static async Task<Answer> PutAsync(Person person, byte[] bytes, string field = "image")
    {
        using var content = new MultipartFormDataContent { { new ByteArrayContent(bytes), field, "me.jpg" } };
        return await person.SendAsync(HttpMethod.Put, "/auth/me/picture/", content, ("Expect", "100-continue")); // so that a refusal is heard before the body is sent
    }

    private static ImageInfo Probe(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, bytes);
        using var renderer = new PhotoRenderer(new());
        var info = renderer.Probe(path);
        File.Delete(path);
        return info;
    }
}
