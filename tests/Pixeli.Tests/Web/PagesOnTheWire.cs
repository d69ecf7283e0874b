namespace Pixeli.Tests.Web;

/// <summary>How pages are sent.</summary>
public sealed class PagesOnTheWire(PixeliApp app) : IClassFixture<PixeliApp>
{
    private static readonly (string, string) Page = ("Accept", "text/html");

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_page_is_compressed_as_the_browser_likes_it(string encoding)
    {
        var person = await app.PersonAsync();
        var plain = (await person.GetAsync("/inbox", Page)).Expect(200);
        var answer = (await person.GetAsync("/inbox", Page, ("Accept-Encoding", encoding), ("Sec-Fetch-Site", "same-origin"))).Expect(200);

        Assert.Equal(encoding, answer.ContentHeaders.ContentEncoding.Single());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.InRange(answer.Bytes.Length, 500, plain.Bytes.Length / 2);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task A_page_that_another_site_asks_for_is_sent_as_it_is(string site)
    {
        var answer = (await (await app.PersonAsync()).GetAsync("/inbox", Page, ("Accept-Encoding", "br"), ("Sec-Fetch-Site", site))).Expect(200);

        Assert.Empty(answer.ContentHeaders.ContentEncoding);
        Assert.Contains("<html", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_are_streamed_as_they_are()
    {
        var answer = (await (await app.PersonAsync()).GetAsync("/events/", ("Accept-Encoding", "br"), ("Sec-Fetch-Site", "same-origin"))).Expect(200);

        Assert.Empty(answer.ContentHeaders.ContentEncoding);
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/inbox", 200)]
    [InlineData("/e/00000000-0000-0000-0000-000000000000", 404)]
    public async Task What_somebody_sees_who_is_signed_in_is_kept_by_no_browser(string path, int status)
    {
        var answer = (await (await app.PersonAsync()).GetAsync(path, Page)).Expect(status);

        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task What_anybody_sees_may_be_kept()
    {
        var answer = (await app.Anyone.GetAsync("/offline", Page)).Expect(200);

        Assert.NotEqual(true, answer.Headers.CacheControl?.NoStore);
    }
}
