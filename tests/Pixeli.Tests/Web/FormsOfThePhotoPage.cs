using System.Text.RegularExpressions;

namespace Pixeli.Tests.Web;

/// <summary>The photo page without script: everything the viewer does, as plain forms.</summary>
public sealed partial class FormsOfThePhotoPage(FormsOfThePhotoPage.Site site) : IClassFixture<FormsOfThePhotoPage.Site>
{
    [Fact]
    public async Task Somebody_likes_comments_answers_and_deletes()
    {
        var photo = await site.UploadAsync();
        await site.SendAsync(site.Guest, photo, "like", ("liked", "true"));
        await site.SendAsync(site.Guest, photo, "comments", ("content", "So <b>good</b>"));
        var comment = Guid.Parse(Comment().Match(await site.PageAsync(site.Guest, photo)).Groups[1].Value);
        await site.SendAsync(site.Photographer, photo, "comments", ("content", "Thank you"), ("parent", comment.ToString()));

        var page = await site.PageAsync(site.Guest, photo);
        Assert.Contains("1 person likes this", page, StringComparison.Ordinal);
        Assert.Contains("So &lt;b&gt;good&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("Thank you", page, StringComparison.Ordinal);
        Assert.Contains("just now", page, StringComparison.Ordinal);

        await site.SendAsync(site.Guest, photo, $"comments/{comment}/delete");
        await site.SendAsync(site.Guest, photo, "like", ("liked", "false"));
        page = await site.PageAsync(site.Guest, photo);
        Assert.DoesNotContain("Thank you", page, StringComparison.Ordinal);
        Assert.Contains("No comments yet", page, StringComparison.Ordinal);
        Assert.Contains("Nobody yet", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_done_is_told_on_the_page_with_what_was_typed()
    {
        var photo = await site.UploadAsync();
        var empty = await site.PostAsync(site.Guest, photo, "comments", ("content", "  "));
        var long_ = await site.PostAsync(site.Guest, photo, "comments", ("content", new string('x', 2001)));
        var stranger = await site.PostAsync(site.Photographer, photo, "people", ("add", "nobody-at-all"));
        var theirs = await site.PostAsync(site.Guest, photo, "tags", ("add", "mine"));

        Assert.Contains("This field may not be blank.", empty.Expect(400).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("content: ", empty.Body, StringComparison.Ordinal);
        Assert.Contains(new string('x', 2001), long_.Expect(400).Body, StringComparison.Ordinal);
        Assert.Contains("Unknown: nobody-at-all.", stranger.Expect(400).Body, StringComparison.Ordinal);
        theirs.Expect(403);
        (await site.PostAsync(site.App.Anyone, photo, "like", ("liked", "true"))).Expect(401);
    }

    [Fact]
    public async Task The_photographer_says_what_and_who_is_in_it_and_who_sees_it()
    {
        var photo = await site.UploadAsync();
        await site.SendAsync(site.Photographer, photo, "tags", ("add", "dance, night"));
        await site.SendAsync(site.Photographer, photo, "tags", ("remove", "dance"));
        await site.SendAsync(site.Photographer, photo, "people", ("add", $"@{site.Guest.Username}"));
        await site.SendAsync(site.Photographer, photo, "permissions", ("read", "PRV"), ("share", "DI"));

        var detail = (await site.Photographer.GetAsync($"/photos/{photo}/")).Expect(200);
        Assert.Equal(["night"], detail["user_tags"]!.AsArray().Select(tag => tag.Text));
        Assert.Equal(site.Guest.Username, detail["tagged_users"]!.AsArray().Single()!["username"].Text);
        Assert.Equal(("PRV", "DI"), (detail["read_perm"].Text, detail["share_perm"].Text));
        Assert.Contains("Remove me", await site.PageAsync(site.Guest, photo), StringComparison.Ordinal);

        var left = await site.PostAsync(site.Guest, photo, "people/leave");
        Assert.Equal("/", left.Headers.Location?.OriginalString); // the photo was theirs to see only while they were in it
        (await site.Guest.GetAsync($"/photos/{photo}/")).Expect(404);
    }

    [Fact]
    public async Task Links_are_made_shown_and_ended()
    {
        var photo = await site.UploadAsync();
        await site.SendAsync(site.Photographer, photo, "shares", ("variant", "O"), ("days", "30"));
        var token = (await site.Photographer.GetAsync($"/photos/{photo}/shares/")).Expect(200).List.Single()!["token"].Text;

        var page = await site.PageAsync(site.Photographer, photo);
        Assert.Contains($"{site.App.Address}s/{token}", page, StringComparison.Ordinal);
        Assert.Contains("ends in 30 days", page, StringComparison.Ordinal);
        Assert.DoesNotContain(token, await site.PageAsync(site.Guest, photo), StringComparison.Ordinal);

        (await site.PostAsync(site.Photographer, photo, "shares", ("variant", "O"), ("days", "99999"))).Expect(400);
        await site.SendAsync(site.Photographer, photo, "shares/revoke", ("token", token));
        Assert.DoesNotContain(token, await site.PageAsync(site.Photographer, photo), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_leads_back_to_the_event()
    {
        var photo = await site.UploadAsync();
        (await site.PostAsync(site.Guest, photo, "delete")).Expect(403);
        var deleted = await site.PostAsync(site.Photographer, photo, "delete");

        Assert.Equal($"/e/{site.Event}", deleted.Headers.Location?.OriginalString);
        (await site.Photographer.GetAsync($"/photos/{photo}/")).Expect(404);
    }

    [Fact]
    public async Task Looking_ahead_finds_the_picture_and_counts_no_view()
    {
        var photo = await site.UploadAsync();
        var ahead = (await site.Guest.GetAsync($"/p/{photo}/preview")).Expect(302);

        Assert.Contains($"/media/photos/{photo}/preview?", ahead.Headers.Location!.OriginalString, StringComparison.Ordinal);
        (await site.App.Anyone.GetAsync(ahead.Headers.Location.OriginalString)).Expect(200);
        (await site.Guest.GetAsync($"/p/{Guid.CreateVersion7()}/preview")).Expect(404);
        (await site.Guest.SendAsync(HttpMethod.Get, $"/photos/{photo}/original/", null, ("Sec-Fetch-Dest", "image"))).Expect(403);
        (await site.Photographer.SendAsync(HttpMethod.Get, $"/photos/{photo}/original/", null, ("Sec-Fetch-Dest", "image"))).Expect(200);
        var detail = await site.App.CountedAsync(site.Photographer, photo);
        Assert.Equal(("1", "0"), (detail["views"]!.ToString(), detail["downloads"]!.ToString())); // the photographer's own look
    }

    [GeneratedRegex("""data-comment="([0-9a-f-]{36})""")]
    private static partial Regex Comment();

    public sealed class Site : IAsyncLifetime
    {
        public PixeliApp App { get; private set; } = null!;

        public Person Photographer { get; private set; } = null!;

        public Person Guest { get; private set; } = null!;

        public Guid Event { get; private set; }

        public async Task InitializeAsync()
        {
            App = await PixeliApp.StartAsync();
            (Photographer, Guest) = (await App.PersonAsync(), await App.PersonAsync());
            Event = await (await App.PersonAsync()).CreateEventAsync();
        }

        public async Task DisposeAsync() => await App.DisposeAsync();

        public async Task<Guid> UploadAsync() => (await Photographer.UploadCompletedAsync(Event))["id"].Guid;

        public Task<Answer> PostAsync(Person person, Guid photo, string form, params (string Name, string Value)[] fields) => person.SendAsync(
            HttpMethod.Post, $"/p/{photo}/{form}", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

        /// <summary>Sends a form and expects to be led back to the page.</summary>
        public async Task SendAsync(Person person, Guid photo, string form, params (string Name, string Value)[] fields)
        {
            var answer = (await PostAsync(person, photo, form, fields)).Expect(302);
            Assert.StartsWith($"/p/{photo}#", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }

        public async Task<string> PageAsync(Person person, Guid photo) => (await person.GetAsync($"/p/{photo}", ("Accept", "text/html"))).Expect(200).Body;
    }
}
