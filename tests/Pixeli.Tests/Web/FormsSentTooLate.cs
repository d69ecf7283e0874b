using System.Net.Http.Headers;

namespace Pixeli.Tests.Web;

/// <summary>Forms of pages that were open for so long that who sends them is signed out: what was typed is kept, and sent once they are in again.</summary>
public sealed class FormsSentTooLate(FormsOfThePhotoPage.Site site) : IClassFixture<FormsOfThePhotoPage.Site>
{
    private const string Words = "What a day & <night>";
    private const string WordsInPage = "What a day &amp; &lt;night&gt;";

    private static readonly (string, string) Page = ("Accept", "text/html");

    [Fact]
    public async Task What_was_typed_is_sent_after_signing_in()
    {
        var (guest, photo) = (site.Guest, await site.UploadAsync());
        _ = await site.App.CookieAsync(guest); // there is an administrator
        var form = $"/p/{photo}/comments";
        var late = await PostAsync(form, [], ("content", Words), ("parent", ""));
        Assert.Contains("You are signed out", late.Expect(401).Body, StringComparison.Ordinal);
        Assert.Contains(WordsInPage, late.Body, StringComparison.Ordinal);
        Assert.Contains($"name=\"content\" value=\"{WordsInPage}\"", late.Body, StringComparison.Ordinal);

        var again = $"/login/again?to={Uri.EscapeDataString(form)}";
        Assert.Contains($"action=\"{again}\"", late.Body, StringComparison.Ordinal);
        var wrong = (await PostAsync(again, [], ("content", Words), ("again.username", guest.Username), ("again.secret", "wrong"))).Expect(401);
        Assert.Contains($"value=\"{WordsInPage}\"", wrong.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"wrong\"", wrong.Body, StringComparison.Ordinal);

        var right = (await PostAsync(again, [], ("content", Words), ("again.username", guest.Username), ("again.secret", guest.Password))).Expect(307);
        Assert.Equal(form, right.Headers.Location!.OriginalString);
        var cookie = right.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("pixeli=", StringComparison.Ordinal)).Split(';')[0];
        (await PostAsync(form, [("Cookie", cookie)], ("content", Words), ("again.username", guest.Username), ("again.secret", guest.Password))).Expect(302);
        Assert.Contains(WordsInPage, await site.PageAsync(guest, photo), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task It_is_sent_to_this_site_only(string to)
    {
        var guest = site.Guest;
        _ = await site.App.CookieAsync(guest);
        var answer = await PostAsync($"/login/again?to={Uri.EscapeDataString(to)}", [], ("again.username", guest.Username), ("again.secret", guest.Password));

        Assert.Equal("/", answer.Expect(307).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_page_of_the_site_takes_it_too()
    {
        var late = (await PostAsync("/events/new", [], ("_handler", "event"), ("Form.Title", "A title of words"))).Expect(401);

        Assert.Contains("name=\"Form.Title\" value=\"A title of words\"", late.Body, StringComparison.Ordinal);
        Assert.Contains("name=\"_handler\" value=\"event\"", late.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_to_be_chosen_again()
    {
        using var file = new ByteArrayContent(TestPhotos.Next());
        file.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var form = new MultipartFormDataContent { { file, "images", "one.jpg" } };
        var page = $"/e/{site.Event}/upload";
        var late = await site.App.Anyone.SendAsync(
            HttpMethod.Post, $"{page}/form", form, Page, ("Referer", new Uri(site.App.Address, page).AbsoluteUri));

        Assert.Contains("choose the files", late.Expect(401).Body, StringComparison.Ordinal);
        Assert.Contains($"href=\"/login?returnUrl={Uri.EscapeDataString(page)}\"", late.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_are_put_into_no_page()
    {
        var late = await PostAsync("/inbox/read-all", [], ("Form.Password", "secret words"));

        Assert.DoesNotContain("secret words", late.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_browser_is_told_by_the_error_shape()
    {
        var photo = await site.UploadAsync();
        var late = (await site.PostAsync(site.App.Anyone, photo, "comments", ("content", Words))).Expect(401);
        var foreign = (await site.App.Anyone.GetAsync("/photos/", Page)).Expect(401);

        Assert.Equal("application/problem+json", late.ContentHeaders.ContentType!.MediaType);
        Assert.Equal("application/problem+json", foreign.ContentHeaders.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_form_that_is_no_longer_known_is_answered_by_a_page_with_what_was_written()
    {
        var cookie = await site.App.CookieAsync(site.Guest);
        var old = (await PostAsync("/events/new", [("Cookie", cookie)], ("_handler", "of-an-older-page"), ("Form.Title", "A title of words"))).Expect(400);
        var nameless = (await PostAsync("/events/new", [("Cookie", cookie)], ("Form.Title", "A title"))).Expect(400);

        Assert.Contains("may be an old one", old.Body, StringComparison.Ordinal);
        Assert.Contains("A title of words", old.Body, StringComparison.Ordinal);
        Assert.Contains("may be an old one", nameless.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_form_may_not_do_is_said_on_a_page()
    {
        var photo = await site.UploadAsync();
        var cookie = await site.App.CookieAsync(site.Guest);
        var notTheirs = (await PostAsync($"/e/{site.Event}/failures/retry-all", [("Cookie", cookie)])).Expect(403);
        var unread = (await PostAsync($"/p/{photo}/like", [("Cookie", cookie)], ("liked", "perhaps"))).Expect(400);
        var elsewhere = (await PostAsync($"/p/{photo}/like", [("Cookie", cookie), ("Sec-Fetch-Site", "cross-site")], ("liked", "true"))).Expect(403);

        Assert.Contains("You may not do this", notTheirs.Body, StringComparison.Ordinal);
        Assert.Contains("may be an old one", unread.Body, StringComparison.Ordinal);
        Assert.Contains("<html", elsewhere.Body, StringComparison.Ordinal);
    }

    private Task<Answer> PostAsync(string path, (string, string)[] headers, params (string Name, string Value)[] fields) => site.App.Anyone.SendAsync(
        HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), [Page, .. headers]);
}
