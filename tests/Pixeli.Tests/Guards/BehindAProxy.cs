using Microsoft.Extensions.Options;

namespace Pixeli.Tests.Guards;

/// <summary>What a reverse proxy says of the client is believed when the proxy is named, and never otherwise.</summary>
public sealed class BehindAProxy
{
    private static readonly (string Name, string Value)[] Forwarded =
        [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "photos.example.org"), ("X-Forwarded-For", "198.51.100.7")];

    [Fact]
    public async Task A_trusted_proxy_tells_scheme_host_and_address()
    {
        await using var app = await PixeliApp.StartAsync(null, "Pixeli:Proxy:Trusted:0=10.0.0.0/8", "Pixeli:Proxy:Trusted:1=127.0.0.1");
        var person = await EventsAsync(app);

        var list = (await person.GetAsync("/events/?limit=1", Forwarded)).Expect(200);

        Assert.StartsWith("https://photos.example.org/events/", list.Next, StringComparison.Ordinal);
        Assert.Equal("max-age=31536000", list.Headers.GetValues("Strict-Transport-Security").Single());
        // A chain of proxies is followed as far as each is trusted: the client is the first that is not.
        (string, string)[] chain = [("X-Forwarded-For", "192.0.2.1, 198.51.100.7, 10.1.2.3")];
        await FailAsync(app, 10, chain);
        (await GuessAsync(app, ("X-Forwarded-For", "198.51.100.7"))).Expect(429);
        (await GuessAsync(app, ("X-Forwarded-For", "192.0.2.1"))).Expect(401);
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task The_cookie_of_a_session_over_TLS_is_never_sent_without(string scheme, bool isSecure)
    {
        await using var app = await PixeliApp.StartAsync(null, "Pixeli:Proxy:Trusted:0=127.0.0.1");
        await app.PersonAsync(Accounts.Role.Administrator); // until there is one, every page leads to the set-up
        var person = await app.PersonAsync();
        using var form = new FormUrlEncodedContent([new("_handler", "login"), new("Form.Username", person.Username), new("Form.Password", person.Password)]);

        var answer = (await app.Anyone.SendAsync(HttpMethod.Post, "/login", form, ("X-Forwarded-Proto", scheme))).Expect(302);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("pixeli=", StringComparison.Ordinal));
        Assert.Equal(isSecure, cookie.Split("; ").Contains("secure", StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData]
    [InlineData("Pixeli:Proxy:Trusted:0=10.0.0.0/8")]
    [InlineData("ForwardedHeaders_Enabled=true")]
    public async Task Anybody_else_is_not_believed(params string[] settings)
    {
        await using var app = await PixeliApp.StartAsync(null, settings);
        var person = await EventsAsync(app);

        var list = (await person.GetAsync("/events/?limit=1", Forwarded)).Expect(200);

        Assert.StartsWith(app.Address.AbsoluteUri, list.Next, StringComparison.Ordinal);
        Assert.False(list.Headers.Contains("Strict-Transport-Security"));
        for (var guess = 0; guess < 10; guess++)
            await FailAsync(app, 1, [("X-Forwarded-For", $"198.51.100.{guess}")]);
        (await GuessAsync(app, ("X-Forwarded-For", "198.51.100.99"))).Expect(429);
    }

    [Theory]
    [InlineData("proxy.example.org")]
    [InlineData("10.0.0.0/33")]
    public async Task What_is_no_address_stops_the_start(string entry) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => PixeliApp.StartAsync(null, $"Pixeli:Proxy:Trusted:0={entry}"));

    private static async Task<Person> EventsAsync(PixeliApp app)
    {
        var person = await app.PersonAsync();
        await person.CreateEventAsync();
        await person.CreateEventAsync();
        return person;
    }

    private static async Task FailAsync(PixeliApp app, int times, (string Name, string Value)[] headers)
    {
        for (var guess = 0; guess < times; guess++)
            (await GuessAsync(app, headers)).Expect(401);
    }

    private static Task<Answer> GuessAsync(PixeliApp app, params (string Name, string Value)[] headers) => app.Anyone.SendAsync(
        HttpMethod.Post, "/auth/login/", System.Net.Http.Json.JsonContent.Create(new { username = "somebody", password = "wrong" }), headers);
}
