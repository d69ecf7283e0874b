namespace Pixeli.Tests.Web;

/// <summary>Inbox, search and people as pages without script.</summary>
public sealed class PagesOfPeople(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task The_inbox_tells_what_happened_and_opening_marks_it_read()
    {
        var (photographer, photo) = await app.PhotoAsync();
        foreach (var _ in Enumerable.Range(0, 3))
            (await (await app.PersonAsync()).PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        var id = (await photographer.GetAsync("/notifications/")).List.Single()!["id"].Guid;

        var unread = await PageAsync(photographer, "/inbox");
        Assert.Contains("and 2 others liked your photo", unread, StringComparison.Ordinal);
        Assert.Contains("count=\"1\"", unread, StringComparison.Ordinal);
        Assert.Contains("Today", unread, StringComparison.Ordinal);
        Assert.Equal($"/p/{photo}", (await photographer.GetAsync($"/inbox/{id}")).Expect(302).Headers.Location!.OriginalString);

        Assert.Contains("count=\"0\"", await PageAsync(photographer, "/inbox"), StringComparison.Ordinal);
        Assert.Contains("You have read everything", await PageAsync(photographer, "/inbox?show=unread"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_grows_comes_up_again_in_the_inbox_and_stays_where_it_was_in_the_api()
    {
        var (photographer, photo) = await app.PhotoAsync();
        (await (await app.PersonAsync()).PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await (await app.PersonAsync()).CommentAsync(photo, "between them");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await (await app.PersonAsync()).PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);

        var inbox = await PageAsync(photographer, "/inbox");

        Assert.True(inbox.IndexOf("liked your photo", StringComparison.Ordinal) < inbox.IndexOf("wrote a comment", StringComparison.Ordinal));
        Assert.Equal(["COMMENTED", "LIKED"], (await photographer.GetAsync("/notifications/")).List.Each("verb"));
    }

    [Fact]
    public async Task A_comment_is_opened_where_the_comments_are()
    {
        var (photographer, photo) = await app.PhotoAsync();
        await (await app.PersonAsync()).CommentAsync(photo, "look here");
        var id = (await photographer.GetAsync("/notifications/")).List.Single()!["id"].Guid;

        Assert.Contains($"href=\"/inbox/{id}#comments\"", await PageAsync(photographer, "/inbox"), StringComparison.Ordinal);
        Assert.Equal($"/p/{photo}#comments", (await photographer.GetAsync($"/inbox/{id}")).Expect(302).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_inbox_shows_what_a_comment_says_as_long_as_its_photo_may_be_read()
    {
        var (photographer, photo) = await app.PhotoAsync();
        var (author, other) = (await app.PersonAsync(), await app.PersonAsync());
        var comment = (await author.CommentAsync(photo, "first"))["id"].Guid;
        await other.CommentAsync(photo, "Where <was> this?", comment);

        Assert.Contains("Where &lt;was&gt; this?", await PageAsync(photographer, "/inbox"), StringComparison.Ordinal);
        Assert.Contains("Where &lt;was&gt; this?", await PageAsync(author, "/inbox"), StringComparison.Ordinal);
        (await photographer.PatchAsync($"/photos/{photo}/", new { read_perm = "PRV" })).Expect(200);

        var lost = await PageAsync(author, "/inbox");
        Assert.Contains("wrote a comment", lost, StringComparison.Ordinal);
        Assert.DoesNotContain("Where &lt;was&gt; this?", lost, StringComparison.Ordinal);
        Assert.DoesNotContain("/media/photos/", lost, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_inbox_shows_what_came_into_an_event_with_its_cover()
    {
        var (coordinator, guest) = (await app.PersonAsync(), await app.PersonAsync());
        var eventId = await coordinator.CreateEventAsync("Opening night");
        var photos = await app.AddRowsAsync(eventId, coordinator, 2);
        await app.AddedAsync(coordinator, guest, eventId);

        var page = await PageAsync(coordinator, "/inbox");
        Assert.Contains("added 3 photos to Opening night", page, StringComparison.Ordinal);
        Assert.Contains($"/media/photos/{photos[1]}/thumbnail", page, StringComparison.Ordinal); // the newest
        (await coordinator.PatchAsync($"/events/{eventId}/", new { cover_photo_id = photos[0] })).Expect(200);
        Assert.Contains($"/media/photos/{photos[0]}/thumbnail", await PageAsync(coordinator, "/inbox"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_takes_themselves_out_of_several_photos_and_of_none_that_is_not_theirs_to_leave()
    {
        var (owner, person) = (await app.PersonAsync(), await app.PersonAsync());
        var photos = await app.AddRowsAsync(await owner.CreateEventAsync(), owner, 3);
        foreach (var photo in photos)
            (await owner.PatchAsync($"/photos/{photo}/", new { tagged_usernames = new[] { person.Username } })).Expect(200);
        Assert.Contains("type=\"checkbox\"", await PageAsync(person, "/me/tagged?choose=true"), StringComparison.Ordinal);

        var answer = await person.SendAsync(HttpMethod.Post, "/me/tagged/leave", new FormUrlEncodedContent(
            [new("photo", photos[0].ToString()), new("photo", photos[1].ToString()), new("photo", Guid.CreateVersion7().ToString())]));

        Assert.Equal("/me/tagged?removed=2", answer.Expect(302).Headers.Location!.OriginalString);
        Assert.Equal([photos[2].ToString()], (await person.GetAsync("/photos/photos-tagged-in/")).List.Each("id"));
        Assert.Contains("no longer named in 2 photos", await PageAsync(person, "/me/tagged?removed=2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_opens_or_reads_what_was_sent_to_somebody_else()
    {
        var (photographer, photo) = await app.PhotoAsync();
        (await (await app.PersonAsync()).PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        var id = (await photographer.GetAsync("/notifications/")).List.Single()!["id"].Guid;

        Assert.Equal("/inbox", (await (await app.PersonAsync()).GetAsync($"/inbox/{id}")).Expect(302).Headers.Location!.OriginalString);
        Assert.Equal(1, (await photographer.GetAsync("/notifications/unread-count/"))["count"].Number);
    }

    [Fact]
    public async Task Everything_is_marked_read_at_once()
    {
        var (photographer, photo) = await app.PhotoAsync();
        await (await app.PersonAsync()).CommentAsync(photo, "first");

        (await photographer.SendAsync(HttpMethod.Post, "/inbox/read-all", new FormUrlEncodedContent([]))).Expect(302);

        Assert.Equal(0, (await photographer.GetAsync("/notifications/unread-count/"))["count"].Number);
    }

    [Fact]
    public async Task A_person_is_shown_with_what_the_caller_may_see_of_them()
    {
        var (ann, guest) = (await app.PersonAsync(), await app.PersonAsync());
        var open = await ann.CreateEventAsync("Open air");
        var hidden = await ann.CreateEventAsync("Hidden party", readPerm: "PRV");
        var seen = (await app.AddRowsAsync(open, ann, 1))[0];
        var secret = (await app.AddRowsAsync(hidden, ann, 1))[0];

        var page = await PageAsync(guest, $"/u/{ann.Username}");
        Assert.Contains("Open air", page, StringComparison.Ordinal);
        Assert.Contains($"{seen}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden party", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{secret}", page, StringComparison.Ordinal);

        var own = await PageAsync(ann, $"/u/{ann.Username}");
        Assert.Contains("Hidden party", own, StringComparison.Ordinal);
        Assert.Contains($"{secret}", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_found_where_there_is_nobody_or_the_account_is_shut()
    {
        var (guest, gone) = (await app.PersonAsync(), await app.PersonAsync());
        await app.DisableAsync(gone);

        (await guest.GetAsync("/u/nobody-at-all", ("Accept", "text/html"))).Expect(404);
        (await guest.GetAsync($"/u/{gone.Username}", ("Accept", "text/html"))).Expect(404);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public async Task A_person_s_page_costs_the_same_however_much_there_is(int photos)
    {
        var (ann, guest) = (await app.PersonAsync(), await app.PersonAsync());
        for (var i = 0; i < photos / 3; i++)
            await app.AddRowsAsync(await ann.CreateEventAsync($"Party {i}"), ann, 3);

        var statements = await app.CountStatementsAsync(async () => (await guest.GetAsync($"/u/{ann.Username}", ("Accept", "text/html"))).Expect(200));

        Assert.InRange(statements, 1, 12);
    }

    [Fact]
    public async Task A_search_is_its_address_and_each_filter_can_be_taken_away()
    {
        var (ann, bob) = (await app.PersonAsync(), await app.PersonAsync());
        var party = await ann.CreateEventAsync("Zebra night");
        var photos = await app.AddRowsAsync(party, ann, 2);
        (await ann.PatchAsync($"/photos/{photos[0]}/", new { tagged_usernames = new[] { bob.Username }, user_tags = new[] { "stripes" } })).Expect(200);

        var page = await PageAsync(bob, $"/search?event_name=zebra&tags=stripes,other&tagged={bob.Username}");
        Assert.Contains($"{photos[0]}", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{photos[1]}", page, StringComparison.Ordinal);
        Assert.Contains("1 photo", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/search?event_name=zebra&amp;tagged={bob.Username}&amp;tags=other\"", page, StringComparison.Ordinal);

        Assert.Contains("No photo was found", await PageAsync(bob, "/search?event_name=zebra&mine=1"), StringComparison.Ordinal);
        Assert.Contains("name=\"liked\" value=\"1\"", page, StringComparison.Ordinal);
        (await bob.PostAsync($"/photos/{photos[1]}/likes/", new { })).Expect(201);
        var liked = await PageAsync(bob, "/search?event_name=zebra&liked=1");
        Assert.Contains($"{photos[1]}", liked, StringComparison.Ordinal);
        Assert.DoesNotContain($"{photos[0]}", liked, StringComparison.Ordinal);
        Assert.Contains("href=\"/search?event_name=zebra\"", liked, StringComparison.Ordinal);
        Assert.Contains("2 photos", await PageAsync(ann, "/search?event_name=zebra&mine=1"), StringComparison.Ordinal);
        Assert.Contains("A day like 2026-05-12.", await PageAsync(bob, "/search?date_from=never"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Photos_of_oneself_are_those_others_named_one_in()
    {
        var (ann, bob) = (await app.PersonAsync(), await app.PersonAsync());
        var photo = (await app.AddRowsAsync(await ann.CreateEventAsync(), ann, 1))[0];
        Assert.Contains("Nobody has named you in a photo yet", await PageAsync(bob, "/me/tagged"), StringComparison.Ordinal);

        (await ann.PatchAsync($"/photos/{photo}/", new { tagged_usernames = new[] { bob.Username } })).Expect(200);

        Assert.Contains($"{photo}", await PageAsync(bob, "/me/tagged"), StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(Person person, string path) => (await person.GetAsync(path, ("Accept", "text/html"))).Expect(200).Body;
}
