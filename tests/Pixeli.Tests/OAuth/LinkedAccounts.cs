namespace Pixeli.Tests.OAuth;

/// <summary>Linking and unlinking accounts elsewhere.</summary>
public sealed class LinkedAccounts(OAuthApp site) : IClassFixture<OAuthApp>
{
    [Fact]
    public async Task Who_is_signed_in_links_an_account_and_signs_in_with_it()
    {
        var person = await site.App.PersonAsync();
        var (login, email) = await site.SomebodyAsync(verified: false);
        using var visitor = await Visitor.SignedInAsync(site.App, person);

        (await visitor.ContinueWithAsync("test", login, "?returnUrl=/me")).Expect(200);

        Assert.Equal("/me", visitor.Location.AbsolutePath);
        var list = (await person.GetAsync("/auth/oauth/")).Expect(200).List;
        Assert.Equal(["test", "other", "closed"], list.Each("provider").OrderBy(name => "toc".IndexOf(name[0], StringComparison.Ordinal)));
        var linked = list.Single(item => item!["linked"].IsTrue)!;
        Assert.Equal(("test", "Test House", email), (linked["provider"].Text, linked["label"].Text, linked["account"].Text));
        using var later = site.Visitor();
        (await later.ContinueWithAsync("test", login)).Expect(200);
        Assert.Contains(person.Username, (await later.GoAsync("/me")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_of_the_api_links_with_its_token()
    {
        var person = await site.App.PersonAsync();
        var (login, _) = await site.SomebodyAsync();
        using var visitor = site.Visitor();
        var start = (await person.GetAsync("/auth/oauth/test/start")).Expect(302);
        var page = await visitor.GoAsync(start.Headers.Location!.AbsoluteUri);
        var consent = await visitor.SubmitAsync(page, null, ("prompt", "login"), ("login", login), ("password", "x"));
        await visitor.SubmitAsync(consent, address => address.AbsolutePath.EndsWith("/callback", StringComparison.Ordinal), ("prompt", "consent"));
        var cookie = start.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        (await site.App.Anyone.GetAsync(visitor.Location.PathAndQuery, ("Cookie", cookie))).Expect(302);

        Assert.True((await person.GetAsync("/auth/oauth/")).List.Single(item => item!["provider"].Text == "test")!["linked"].IsTrue);
    }

    [Fact]
    public async Task An_account_elsewhere_belongs_to_one_person_here()
    {
        var (login, _) = await site.SomebodyAsync(verified: false);
        using var first = await Visitor.SignedInAsync(site.App, await site.App.PersonAsync());
        (await first.ContinueWithAsync("test", login)).Expect(200);
        var second = await site.App.PersonAsync();
        using var visitor = await Visitor.SignedInAsync(site.App, second);

        Assert.Equal("linked_elsewhere", (await visitor.ContinueWithAsync("test", login)).Expect(409)["code"].Text);
        Assert.All((await second.GetAsync("/auth/oauth/")).List, item => Assert.False(item!["linked"].IsTrue));
    }

    [Fact]
    public async Task A_person_has_one_account_of_a_provider()
    {
        var person = await site.App.PersonAsync();
        using var other = await Visitor.SignedInAsync(site.App, person);
        (await other.ContinueWithAsync("test", (await site.SomebodyAsync()).Login)).Expect(200);
        using var elsewhere = await Visitor.SignedInAsync(site.App, person);

        Assert.Equal("linked_already", (await elsewhere.ContinueWithAsync("test", (await site.SomebodyAsync()).Login)).Expect(409)["code"].Text);
    }

    [Fact]
    public async Task Another_site_cannot_make_a_browser_link()
    {
        var person = await site.App.PersonAsync();
        using var visitor = await Visitor.SignedInAsync(site.App, person);

        (await visitor.SendAsync(HttpMethod.Get, "/auth/oauth/test/start")).Expect(302);
        (await visitor.SendAsync(HttpMethod.Get, "/auth/oauth/test/start", fetchSite: "cross-site")).Expect(403);
    }

    [Fact]
    public async Task A_session_that_ends_meanwhile_links_nothing()
    {
        var person = await site.App.PersonAsync();
        var (login, _) = await site.SomebodyAsync();
        using var visitor = await Visitor.SignedInAsync(site.App, person);
        await visitor.ContinueWithAsync("test", login, until: address => address.AbsolutePath.EndsWith("/callback", StringComparison.Ordinal));
        await site.App.DisableAsync(person);

        (await visitor.GoAsync(visitor.Location.AbsoluteUri)).Expect(400);
    }

    [Fact]
    public async Task The_last_way_in_stays()
    {
        var (login, email) = await site.SomebodyAsync();
        using var visitor = site.Visitor();
        (await visitor.ContinueWithAsync("test", login)).Expect(200);

        (await visitor.SendAsync(HttpMethod.Delete, "/auth/oauth/test/")).Expect(409);
        (await visitor.SendAsync(HttpMethod.Delete, "/auth/oauth/other/")).Expect(404);

        await LinkSameAsync(visitor, "other", login);
        (await visitor.SendAsync(HttpMethod.Delete, "/auth/oauth/test/")).Expect(204);
        (await visitor.SendAsync(HttpMethod.Delete, "/auth/oauth/other/")).Expect(409);
        Assert.NotNull(await site.AccountAsync(email));
    }

    [Fact]
    public async Task Of_two_ways_in_unlinked_at_once_one_stays()
    {
        var (login, _) = await site.SomebodyAsync();
        using var visitor = site.Visitor();
        (await visitor.ContinueWithAsync("test", login)).Expect(200);
        await LinkSameAsync(visitor, "other", login);

        var answers = await Task.WhenAll(DeleteAsync("test"), DeleteAsync("other"));

        Assert.Equal([204, 409], answers.Select(answer => answer.Status).Order());

        Task<Answer> DeleteAsync(string provider) => visitor.SendAsync(HttpMethod.Delete, $"/auth/oauth/{provider}/");
    }

    [Fact]
    public async Task With_a_password_everything_can_be_unlinked()
    {
        var person = await site.App.PersonAsync();
        using var visitor = await Visitor.SignedInAsync(site.App, person);
        (await visitor.ContinueWithAsync("test", (await site.SomebodyAsync()).Login)).Expect(200);

        (await person.DeleteAsync("/auth/oauth/test/")).Expect(204);
        (await person.DeleteAsync("/auth/oauth/test/")).Expect(404);
        (await site.App.Anyone.DeleteAsync("/auth/oauth/test/")).Expect(401);
    }

    [Fact]
    public async Task The_page_shows_and_unlinks_them()
    {
        var person = await site.App.PersonAsync();
        using var visitor = await Visitor.SignedInAsync(site.App, person);
        var (login, email) = await site.SomebodyAsync();
        var page = (await visitor.ContinueWithAsync("test", login, "?returnUrl=/me/logins")).Expect(200);
        Assert.Contains(email, page.Body, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "unlink-test" });

        (await visitor.SendAsync(HttpMethod.Post, "/me/logins", form)).Expect(302);

        Assert.DoesNotContain(email, (await visitor.GoAsync("/me/logins")).Body, StringComparison.Ordinal);
    }

    // The provider remembers who is signed in there and asks for consent at most.
    private static async Task LinkSameAsync(Visitor visitor, string provider, string login)
    {
        var answer = await visitor.GoAsync($"/auth/oauth/{provider}/start");
        if (answer.Body.Contains("value=\"login\"", StringComparison.Ordinal))
            answer = await visitor.SubmitAsync(answer, null, ("prompt", "login"), ("login", login), ("password", "x"));
        if (answer.Body.Contains("value=\"consent\"", StringComparison.Ordinal))
            answer = await visitor.SubmitAsync(answer, null, ("prompt", "consent"));
        answer.Expect(200);
    }
}
