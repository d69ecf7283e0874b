using Pixeli.Accounts;
using Pixeli.Imaging;

namespace Pixeli.Tests.Hostile;

/// <summary>Markup in every text that people write: pages show it as the text it is.</summary>
public sealed class ScriptInTexts(PixeliApp app) : IClassFixture<PixeliApp>
{
    private const string Markup = "<hostile-tag";
    private const string Text = "\"'></title></textarea></script><hostile-tag onclick=alert(1)>";

    [Fact]
    public async Task Is_never_markup_on_a_page()
    {
        var (hostile, other) = (await app.PersonAsync(Role.Administrator), await app.PersonAsync());
        foreach (var person in (Person[])[hostile, other])
            (await person.PatchAsync("/auth/me/", new { name = Text, bio = Text, department = Text, batch = "<hostile-tag>" })).Expect(200);
        var eventId = (await hostile.PostAsync("/events/", new { title = Text, description = Text, location = Text })).Expect(201)["id"].Guid;
        var photo = await UploadAsync(hostile, eventId);
        await FailAsync(hostile, eventId);
        var comment = await other.CommentAsync(photo, Text);
        await other.CommentAsync(photo, Text, comment["id"].Guid);
        (await other.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        await UploadAsync(other, eventId, hostile.Username);
        var share = (await hostile.PostAsync($"/photos/{photo}/share/", new { variant_key = "O", expires_at = app.Clock.GetUtcNow().AddDays(1) })).Expect(201);
        var query = Uri.EscapeDataString(Text);

        string[] showing =
        [
            "/", $"/e/{eventId}", $"/e/{eventId}/edit", $"/e/{eventId}/upload", $"/e/{eventId}/failures", $"/p/{photo}", "/me", "/me/tagged", $"/u/{hostile.Username}", "/inbox",
            "/admin/people", "/admin/events", $"/search?q={query}", $"/s/{share["token"].Text}",
        ];
        foreach (var path in showing)
            Assert.True((await PageAsync(hostile, path)).Contains("hostile-tag", StringComparison.Ordinal), $"{path} shows nothing of it.");
        string[] others =
        [
            $"/e/{eventId}/wall", $"/e/{eventId}?sort={query}&cursor={query}", $"/p/{photo}?comments={query}", "/admin", "/admin/processing", $"/admin/models?problem={query}",
            $"/admin/people?q={query}&role={query}&cursor={query}&problem={query}", $"/search?tags={query}&cursor={query}", $"/inbox?show={query}&cursor={query}", $"/upload/shared?refused={query}&because={query}",
            $"/find-me?problem={query}&done={query}", $"/me?picture={query}", $"/u/{query}", $"/s/{query}",
        ];
        foreach (var path in others)
            await PageAsync(hostile, path);
    }

    [Fact]
    public async Task Is_never_markup_for_who_is_not_signed_in()
    {
        await app.PersonAsync(Role.Administrator);
        var query = Uri.EscapeDataString(Text);
        foreach (var path in (string[])["/login", "/signup", "/verify", "/forgot", "/reset", "/login/problem"])
            await PageAsync(app.Anyone, $"{path}?email={query}&returnUrl={query}&reason={query}");
    }

    private static async Task<string> PageAsync(Person person, string path)
    {
        var page = await person.GetAsync(path, ("Accept", "text/html"));
        Assert.True(page.Status is 200 or 302 or 400 or 404, $"{path} answered {page.Status}: {page.Body}");
        Assert.False(page.Body.Contains(Markup, StringComparison.OrdinalIgnoreCase), $"{path} shows markup that somebody wrote: {page.Body}");
        return page.Body;
    }

    /// <summary>A photo whose name, tags and camera are markup.</summary>
    private static async Task<Guid> UploadAsync(Person person, Guid eventId, params string[] people)
    {
        var bytes = TestPhotos.WithComment(SyntheticPhoto.Render(new(5, 320, 240) { Make = Text, Model = Text }), Guid.CreateVersion7().ToString());
        return (await person.UploadCompletedAsync(
            eventId, bytes, new { client_id = "one.jpg", file_name = $"{Text}.jpg", user_tags = new[] { Text[..40], "<hostile-tag>" }, tagged_usernames = people }))["id"].Guid;
    }

    private static async Task FailAsync(Person person, Guid eventId)
    {
        var photo = await person.UploadAsync(eventId, TestPhotos.Damaged(), new { client_id = "one.jpg", file_name = $"{Text}.jpg" });
        Assert.Equal("FA", (await person.WaitUntilProcessedAsync(photo))["status"].Text);
    }
}
