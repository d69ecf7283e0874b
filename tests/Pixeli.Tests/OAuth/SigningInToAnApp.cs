using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Web;

namespace Pixeli.Tests.OAuth;

/// <summary>An app opens a browser, and gets tokens when somebody has signed in there.</summary>
public sealed class SigningInToAnApp(OAuthApp site) : IClassFixture<OAuthApp>
{
    private const string Start = "?client=app&redirect=" + OAuthApp.AppRedirect;

    [Fact]
    public async Task An_app_gets_a_code_and_exchanges_it_once()
    {
        var (login, email) = await site.SomebodyAsync();
        var code = await CodeAsync(login, Start);

        var tokens = (await site.App.Anyone.PostAsync("/auth/oauth/exchange/", new { code })).Expect(200);
        var person = new Person(new HttpClient { BaseAddress = site.App.Address }) { Access = tokens["access"].Text };
        (await person.GetAsync("/events/")).Expect(200);
        Assert.NotNull(await site.AccountAsync(email));
        Assert.NotEmpty(tokens["refresh"].Text);
        (await site.App.Anyone.PostAsync("/auth/oauth/exchange/", new { code })).ExpectInvalid("code");
    }

    [Fact]
    public async Task Of_many_who_bring_a_code_at_once_one_gets_tokens()
    {
        var code = await CodeAsync((await site.SomebodyAsync()).Login, Start);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => site.App.Anyone.PostAsync("/auth/oauth/exchange/", new { code })));

        Assert.Single(answers, answer => answer.Status == 200);
    }

    [Fact]
    public async Task A_code_lives_a_minute()
    {
        await using var app = await PixeliApp.StartAsync(null, [.. site.Provider.Settings(), $"Pixeli:OAuth:AppRedirects:0={OAuthApp.AppRedirect}"]);
        using var visitor = new Visitor(app);
        await visitor.ContinueWithAsync("test", (await site.SomebodyAsync()).Login, Start);
        var code = HttpUtility.ParseQueryString(visitor.Location.Query)["code"];
        app.Clock.Advance(TimeSpan.FromSeconds(61));

        (await app.Anyone.PostAsync("/auth/oauth/exchange/", new { code })).ExpectInvalid("code");
    }

    [Fact]
    public async Task With_a_challenge_only_the_app_that_began_can_exchange()
    {
        const string verifier = "a-verifier-of-the-app-that-is-long-enough-to-be-one";
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var (login, _) = await site.SomebodyAsync();
        var stolen = await CodeAsync(login, $"{Start}&code_challenge={challenge}");
        (await site.App.Anyone.PostAsync("/auth/oauth/exchange/", new { code = stolen })).ExpectInvalid("code");

        var code = await CodeAsync(login, $"{Start}&code_challenge={challenge}");
        (await site.App.Anyone.PostAsync("/auth/oauth/exchange/", new { code, code_verifier = verifier })).Expect(200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&redirect=https://evil.example/")]
    [InlineData("&redirect=org.example.pixeli:/signed-in/more")]
    [InlineData("&redirect=ORG.example.pixeli:/signed-in")]
    public async Task Only_addresses_that_are_configured_get_codes(string redirect) =>
        (await site.App.Anyone.GetAsync($"/auth/oauth/test/start?client=app{redirect}")).ExpectInvalid("redirect");

    [Fact]
    public async Task An_app_learns_that_somebody_said_no()
    {
        using var visitor = site.Visitor();
        await visitor.GoAsync($"/auth/oauth/test/start{Start}");
        await visitor.GoAsync(visitor.Location.AbsoluteUri + "/abort");

        Assert.Equal($"{OAuthApp.AppRedirect}?error=access_denied", visitor.Location.OriginalString);
    }

    [Fact]
    public async Task A_missing_or_invented_code_is_a_400()
    {
        (await site.App.Anyone.PostAsync("/auth/oauth/exchange/", new { })).ExpectInvalid("code");
        (await site.App.Anyone.PostAsync("/auth/oauth/exchange/", new { code = "invented" })).ExpectInvalid("code");
    }

    private async Task<string> CodeAsync(string login, string query)
    {
        using var visitor = site.Visitor();
        (await visitor.ContinueWithAsync("test", login, query)).Expect(302);
        var redirect = visitor.Location;
        Assert.StartsWith(OAuthApp.AppRedirect, redirect.OriginalString, StringComparison.Ordinal);
        (await visitor.SendAsync(HttpMethod.Get, "/events/")).Expect(401); // the browser itself stays out
        return HttpUtility.ParseQueryString(redirect.Query)["code"] ?? "";
    }
}
