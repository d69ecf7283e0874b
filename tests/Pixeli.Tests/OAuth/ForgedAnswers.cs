using System.Text;
using System.Web;
using Pixeli.Tests.Servers;

namespace Pixeli.Tests.OAuth;

/// <summary>What is not the provider's answer to this browser's question signs nobody in.</summary>
public sealed class ForgedAnswers(OAuthApp site) : IClassFixture<OAuthApp>
{
    [Fact]
    public async Task A_flow_asks_with_state_nonce_and_pkce()
    {
        using var visitor = site.Visitor();
        var start = await visitor.SendAsync(HttpMethod.Get, "/auth/oauth/test/start");

        var query = HttpUtility.ParseQueryString(start.Expect(302).Headers.Location!.Query);
        Assert.Equal(("code", "S256", 43), (query["response_type"], query["code_challenge_method"], query["code_challenge"]!.Length));
        Assert.Equal(new Uri(site.App.Address, "/auth/oauth/test/callback").AbsoluteUri, query["redirect_uri"]);
        Assert.Equal(2, new HashSet<string> { query["state"]!, query["nonce"]! }.Count);
        var cookie = start.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(query["state"]!, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stolen_code_is_worth_nothing_without_the_verifier()
    {
        var (login, _) = await site.SomebodyAsync();
        using var visitor = site.Visitor();
        var callback = await StopBeforeCallbackAsync(visitor, login);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(
            $"{OpenIdServer.ClientId}:{Uri.EscapeDataString(OpenIdServer.ClientSecret)}")));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = HttpUtility.ParseQueryString(callback.Query)["code"]!,
            ["redirect_uri"] = callback.GetLeftPart(UriPartial.Path),
            ["code_verifier"] = new string('x', 43),
        });

        using var answer = await http.PostAsync($"{site.Provider.Authority}/token", form);

        Assert.Contains("invalid_grant", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_ends_in_the_browser_that_asked()
    {
        var (login, _) = await site.SomebodyAsync();
        using var attacker = site.Visitor();
        var callback = await StopBeforeCallbackAsync(attacker, login);
        using var victim = site.Visitor();
        await victim.SendAsync(HttpMethod.Get, "/auth/oauth/test/start"); // in the middle of a flow of their own

        Assert.Equal("expired", (await victim.GoAsync(callback.AbsoluteUri)).Expect(400)["code"].Text);
        (await victim.SendAsync(HttpMethod.Get, "/events/")).Expect(401);
    }

    [Fact]
    public async Task A_wrong_state_ends_the_flow()
    {
        var (login, _) = await site.SomebodyAsync();
        using var visitor = site.Visitor();
        var callback = await StopBeforeCallbackAsync(visitor, login);
        var state = HttpUtility.ParseQueryString(callback.Query)["state"]!;

        (await visitor.GoAsync(callback.AbsoluteUri.Replace(state, state[..^2] + "xx", StringComparison.Ordinal))).Expect(400);
        (await visitor.GoAsync(callback.AbsoluteUri)).Expect(400);
    }

    [Fact]
    public async Task An_answer_counts_once_even_with_the_cookie_kept()
    {
        var (login, _) = await site.SomebodyAsync();
        using var visitor = site.Visitor();
        var start = await visitor.SendAsync(HttpMethod.Get, "/auth/oauth/test/start");
        var cookie = start.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var page = await visitor.GoAsync(start.Headers.Location!.AbsoluteUri);
        var consent = await visitor.SubmitAsync(page, null, ("prompt", "login"), ("login", login), ("password", "x"));
        await visitor.SubmitAsync(consent, IsCallback, ("prompt", "consent"));
        var callback = visitor.Location;

        (await site.App.Anyone.GetAsync(callback.PathAndQuery, ("Cookie", cookie))).Expect(302);
        Assert.Equal("expired", (await site.App.Anyone.GetAsync(callback.PathAndQuery, ("Cookie", cookie))).Expect(400)["code"].Text);
    }

    [Fact]
    public async Task An_answer_for_one_provider_is_none_for_another()
    {
        var (login, _) = await site.SomebodyAsync();
        using var visitor = site.Visitor();
        var callback = await StopBeforeCallbackAsync(visitor, login);

        (await visitor.GoAsync(callback.AbsoluteUri.Replace("/test/", "/other/", StringComparison.Ordinal))).Expect(400);
    }

    [Fact]
    public async Task An_answer_of_another_issuer_is_refused()
    {
        var (login, _) = await site.SomebodyAsync();
        using var visitor = site.Visitor();
        var callback = await StopBeforeCallbackAsync(visitor, login);
        var query = HttpUtility.ParseQueryString(callback.Query);
        Assert.Equal(site.Provider.Authority, query["iss"]);
        query["iss"] = "https://evil.example";

        (await visitor.GoAsync($"{callback.GetLeftPart(UriPartial.Path)}?{query}")).Expect(502);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("aud")]
    [InlineData("iss")]
    [InlineData("azp")]
    public async Task An_id_token_with_another_claim_is_refused(string claim)
    {
        var (login, _) = await site.SomebodyAsync(tamper: new { claims = new Dictionary<string, string> { [claim] = "https://evil.example" } });
        await ExpectRefusalAsync(login);
    }

    [Fact]
    public async Task An_id_token_that_is_over_is_refused()
    {
        var over = site.App.Clock.GetUtcNow().AddMinutes(-10).ToUnixTimeSeconds();
        await ExpectRefusalAsync((await site.SomebodyAsync(tamper: new { claims = new { iat = over - 60, exp = over } })).Login);
    }

    [Theory]
    [InlineData("foreign")]
    [InlineData("none")]
    public async Task An_id_token_that_the_provider_did_not_sign_is_refused(string key) =>
        await ExpectRefusalAsync((await site.SomebodyAsync(tamper: new { key })).Login);

    [Fact]
    public async Task A_provider_may_change_its_keys()
    {
        var (before, _) = await site.SomebodyAsync();
        using var early = site.Visitor();
        (await early.ContinueWithAsync("test", before)).Expect(200); // the old keys are known now
        site.App.Clock.Advance(TimeSpan.FromMinutes(1));
        var (after, _) = await site.SomebodyAsync(tamper: new { key = "new" });
        using var late = site.Visitor();

        (await late.ContinueWithAsync("test", after)).Expect(200);
    }

    [Fact]
    public async Task Saying_no_at_the_provider_is_told_kindly()
    {
        using var client = site.Visitor();
        await client.GoAsync("/auth/oauth/test/start");
        Assert.Equal("access_denied", (await client.GoAsync(client.Location.AbsoluteUri + "/abort")).Expect(400)["code"].Text);
    }

    [Fact]
    public async Task A_browser_is_shown_a_page()
    {
        using var visitor = site.Visitor(wantsPages: true);
        await visitor.GoAsync("/auth/oauth/test/start");

        var page = (await visitor.GoAsync(visitor.Location.AbsoluteUri + "/abort")).Expect(200);

        Assert.Contains("You did not allow it", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flow_is_over_after_ten_minutes()
    {
        await using var app = await PixeliApp.StartAsync(null, site.Provider.Settings());
        var (login, _) = await site.SomebodyAsync();
        using var visitor = new Visitor(app);
        var callback = await StopBeforeCallbackAsync(visitor, login);
        app.Clock.Advance(TimeSpan.FromMinutes(11));

        (await visitor.GoAsync(callback.AbsoluteUri)).Expect(400);
    }

    [Fact]
    public async Task A_provider_that_is_away_is_a_clear_error()
    {
        await using var app = await PixeliApp.StartAsync(
            null, "Pixeli:OAuth:Providers:away:Authority=http://127.0.0.1:9", "Pixeli:OAuth:Providers:away:ClientId=x");

        Assert.Equal("provider", (await app.Anyone.GetAsync("/auth/oauth/away/start")).Expect(502)["code"].Text);
        (await app.Anyone.GetAsync("/auth/oauth/nobody/start")).Expect(404);
    }

    [Theory]
    [InlineData("Pixeli:OAuth:Providers:x:ClientId=a")]
    [InlineData("Pixeli:OAuth:Providers:google:ClientSecret=a")]
    [InlineData("Pixeli:OAuth:Providers:x:ClientId=a", "Pixeli:OAuth:Providers:x:Authority=http://issuer.example")]
    [InlineData("Pixeli:OAuth:AppRedirects:0=https://evil.example/")]
    [InlineData("Pixeli:OAuth:AppRedirects:0=javascript:alert(1)")]
    public async Task What_makes_no_sense_stops_the_start(params string[] settings) =>
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => PixeliApp.StartAsync(null, settings));

    private async Task ExpectRefusalAsync(string login)
    {
        using var visitor = site.Visitor();
        Assert.Equal("provider", (await visitor.ContinueWithAsync("test", login)).Expect(502)["code"].Text);
        (await visitor.SendAsync(HttpMethod.Get, "/events/")).Expect(401);
    }

    private static async Task<Uri> StopBeforeCallbackAsync(Visitor visitor, string login)
    {
        await visitor.ContinueWithAsync("test", login, until: IsCallback);
        Assert.True(IsCallback(visitor.Location));
        return visitor.Location;
    }

    private static bool IsCallback(Uri address) => address.AbsolutePath.EndsWith("/callback", StringComparison.Ordinal);
}
