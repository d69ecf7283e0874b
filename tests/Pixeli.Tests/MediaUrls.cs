using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;

namespace Pixeli.Tests;

public sealed class MediaUrls(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task A_url_needs_no_credentials_and_says_how_long_it_may_be_kept()
    {
        var (_, _, detail) = await PhotoAsync();

        foreach (var (field, type) in ((string, string)[])[("thumbnail_url", "image/webp"), ("preview_url", "image/jpeg"), ("watermarked_url", "image/jpeg")])
        {
            var answer = (await app.Anyone.GetAsync(detail[field].Text)).Expect(200);

            Assert.StartsWith(app.Address.ToString(), detail[field].Text, StringComparison.Ordinal);
            Assert.Equal(type, answer.ContentHeaders.ContentType!.MediaType);
            Assert.False(answer.Headers.ETag!.IsWeak);
            Assert.True(answer.Headers.CacheControl!.Private);
            Assert.Contains("immutable", answer.Headers.CacheControl.ToString(), StringComparison.Ordinal);
            Assert.InRange(answer.Headers.CacheControl.MaxAge!.Value.TotalHours, 12, 24);
            Assert.Equal("bytes", Assert.Single(answer.Headers.AcceptRanges));
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal(answer.Bytes.Length, answer.ContentHeaders.ContentLength);
        }
    }

    [Fact]
    public async Task What_is_known_already_is_not_sent_again()
    {
        var url = (await PhotoAsync()).Detail["thumbnail_url"].Text;
        var tag = (await app.Anyone.GetAsync(url)).Headers.ETag!.ToString();

        var same = (await app.Anyone.GetAsync(url, ("If-None-Match", tag))).Expect(304);

        Assert.Empty(same.Bytes);
        Assert.Equal(tag, same.Headers.ETag!.ToString());
        (await app.Anyone.GetAsync(url, ("If-None-Match", "\"other\""))).Expect(200);
    }

    [Fact]
    public async Task A_part_and_the_head_alone_can_be_had()
    {
        var url = (await PhotoAsync()).Detail["preview_url"].Text;
        var whole = (await app.Anyone.GetAsync(url)).Expect(200);

        var part = (await app.Anyone.GetAsync(url, ("Range", "bytes=2-9"))).Expect(206);
        var head = (await app.Anyone.HeadAsync(url)).Expect(200);
        (await app.Anyone.GetAsync(url, ("Range", "bytes=99999999-"))).Expect(416);
        Assert.Equal(whole.Bytes, (await app.Anyone.GetAsync(url, ("Range", "items=2-9"))).Expect(200).Bytes);

        Assert.Equal(whole.Bytes[2..10], part.Bytes);
        Assert.Equal($"bytes 2-9/{whole.Bytes.Length}", part.ContentHeaders.ContentRange!.ToString());
        Assert.Empty(head.Bytes);
        Assert.Equal(whole.Bytes.Length, head.ContentHeaders.ContentLength);
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        (await app.Anyone.SendAsync(HttpMethod.Post, url)).Expect(405);
    }

    [Theory]
    [InlineData("v", "2")]
    [InlineData("v", "x")]
    [InlineData("v", "-1")]
    [InlineData("p", "00000000000000000000000000000000")]
    [InlineData("p", "x")]
    [InlineData("e", "9999999999")]
    [InlineData("e", "99999999999999999999")]
    [InlineData("s", "AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("s", "")]
    [InlineData("s", "!!!")]
    public async Task Altering_any_part_is_forbidden(string part, string value)
    {
        var url = new Uri((await PhotoAsync()).Detail["thumbnail_url"].Text);
        var query = System.Web.HttpUtility.ParseQueryString(url.Query);
        query[part] = value;

        (await app.Anyone.GetAsync($"{url.AbsolutePath}?{query}")).Expect(403);
        query.Remove(part);
        (await app.Anyone.GetAsync($"{url.AbsolutePath}?{query}")).Expect(403);
    }

    [Fact]
    public async Task A_signature_is_good_for_one_photo_and_one_rendition()
    {
        var (first, second) = ((await PhotoAsync()).Detail, (await PhotoAsync()).Detail);
        var url = first["thumbnail_url"].Text;

        (await app.Anyone.GetAsync(url.Replace("/thumbnail?", "/watermarked?", StringComparison.Ordinal))).Expect(403);
        (await app.Anyone.GetAsync(url.Replace(first["id"].Text, second["id"].Text, StringComparison.Ordinal))).Expect(403);
        (await app.Anyone.GetAsync(url.Replace("/thumbnail?", "/original?", StringComparison.Ordinal))).Expect(404);
        (await app.Anyone.GetAsync(url.Replace("/thumbnail?", "/1?", StringComparison.Ordinal))).Expect(404);
        (await app.Anyone.GetAsync(url.Replace("/thumbnail?", "/Thumbnail?", StringComparison.Ordinal))).Expect(404);
    }

    [Fact]
    public async Task The_url_is_the_same_for_hours_and_expires_in_the_end()
    {
        await using var own = await PixeliApp.StartAsync();
        var person = await own.PersonAsync();
        var detail = await person.UploadCompletedAsync(await person.CreateEventAsync());
        var url = detail["thumbnail_url"].Text;
        var expiry = long.Parse(System.Web.HttpUtility.ParseQueryString(new Uri(url).Query)["e"]!, CultureInfo.InvariantCulture);
        var left = TimeSpan.FromSeconds(expiry - own.Clock.GetUtcNow().ToUnixTimeSeconds());

        own.Clock.Advance(left - TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1)); // the window's last moment
        person = await own.SignInAsync(person);
        Assert.Equal(url, (await person.GetAsync($"/photos/{detail["id"].Text}/"))["thumbnail_url"].Text);
        own.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(url, (await person.GetAsync($"/photos/{detail["id"].Text}/"))["thumbnail_url"].Text);
        own.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        (await own.Anyone.GetAsync(url)).Expect(200);
        own.Clock.Advance(TimeSpan.FromSeconds(1));
        (await own.Anyone.GetAsync(url)).Expect(410);
    }

    [Fact]
    public async Task Urls_end_at_once_with_the_photo()
    {
        var (person, _, detail) = await PhotoAsync();

        (await person.DeleteAsync($"/photos/{detail["id"].Text}/")).Expect(204);

        (await app.Anyone.GetAsync(detail["thumbnail_url"].Text)).Expect(410);
    }

    [Fact]
    public async Task Urls_end_at_once_when_the_event_is_closed_to_their_holder_but_not_for_others()
    {
        var (person, eventId, detail) = await PhotoAsync();
        var reader = await app.PersonAsync();
        var given = (await reader.GetAsync($"/photos/{detail["id"].Text}/"))["thumbnail_url"].Text;
        (await app.Anyone.GetAsync(given)).Expect(200);

        (await person.PatchAsync($"/events/{eventId}/", new { read_perm = "PRV" })).Expect(200);

        (await app.Anyone.GetAsync(given)).Expect(410);
        (await app.Anyone.GetAsync(detail["thumbnail_url"].Text)).Expect(200);
    }

    [Theory]
    [InlineData("permission")]
    [InlineData("tag")]
    [InlineData("role")]
    public async Task Urls_end_at_once_when_the_photo_is_closed_to_their_holder(string what)
    {
        var (person, _, detail) = await PhotoAsync();
        var photo = detail["id"].Text;
        var reader = await app.PersonAsync(what == "role" ? Role.Member : Role.Public);
        var (permission, people) = what switch
        {
            "role" => ("IMG", (string[])[]),
            "tag" => ("PRV", [reader.Username]),
            _ => ("PUB", []),
        };
        (await person.PatchAsync($"/photos/{photo}/", new { read_perm = permission, tagged_usernames = people })).Expect(200);
        var url = (await reader.GetAsync($"/photos/{photo}/")).Expect(200)["thumbnail_url"].Text;
        (await app.Anyone.GetAsync(url)).Expect(200);

        if (what == "role")
            await app.WithDbAsync(db => db.Users.Where(user => user.Id == reader.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.Role, Role.Public)));
        else
            (await person.PatchAsync($"/photos/{photo}/", new { read_perm = "PRV", tagged_usernames = Array.Empty<string>() })).Expect(200);

        (await app.Anyone.GetAsync(url)).Expect(410);
    }

    [Fact]
    public async Task Urls_end_at_once_with_the_account_they_were_given_to()
    {
        var (_, _, detail) = await PhotoAsync();
        var reader = await app.PersonAsync();
        var given = (await reader.GetAsync($"/photos/{detail["id"].Text}/"))["thumbnail_url"].Text;

        await app.DisableAsync(reader);

        (await app.Anyone.GetAsync(given)).Expect(410);
    }

    [Fact]
    public async Task The_configured_public_address_is_what_urls_begin_with()
    {
        await using var own = await PixeliApp.StartAsync(null, "Pixeli:Media:PublicAddress=https://photos.example.org/");
        var person = await own.PersonAsync();

        var detail = await person.UploadCompletedAsync(await person.CreateEventAsync());

        Assert.StartsWith("https://photos.example.org/media/photos/", detail["thumbnail_url"].Text, StringComparison.Ordinal);
    }

    private async Task<(Person Person, Guid Event, Answer Detail)> PhotoAsync()
    {
        var person = await app.PersonAsync();
        var id = await person.CreateEventAsync();
        return (person, id, await person.UploadCompletedAsync(id));
    }
}
