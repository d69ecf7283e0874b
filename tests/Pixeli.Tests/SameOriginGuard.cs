using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Accounts;

namespace Pixeli.Tests;

/// <summary>What a browser's cookie permits, and what another site can make a browser do with it.</summary>
public sealed class SameOriginGuard : IAsyncLifetime
{
    private PixeliApp _app = null!;
    private Person _person = null!;
    private static readonly (string, string)[] Handshake =
        [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")];

    private string _cookie = "";

    public async Task InitializeAsync()
    {
        _app = await PixeliApp.StartAsync(services => services.AddSingleton<IStartupFilter, SignInPage>());
        _person = await _app.PersonAsync();
        var answer = (await _app.Anyone.GetAsync($"/test-sign-in/{_person.Id}")).Expect(200);
        var set = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", set, StringComparison.OrdinalIgnoreCase);
        _cookie = set.Split(';')[0];
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", 201)]
    [InlineData("Sec-Fetch-Site", "none", 201)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "nonsense", 403)]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Origin", "SELF", 201)]
    [InlineData("X-Nothing", "", 201)]
    public async Task An_unsafe_request_with_the_cookie_must_come_from_our_own_pages(string header, string value, int status)
    {
        var origin = value == "SELF" ? _app.Address.GetLeftPart(UriPartial.Authority) : value;

        (await CreateAsync(_app.Anyone, ("Cookie", _cookie), (header, origin))).Expect(status);
    }

    [Fact]
    public async Task Reading_with_the_cookie_is_possible_from_a_link_elsewhere() =>
        (await _app.Anyone.GetAsync("/events/", ("Cookie", _cookie), ("Sec-Fetch-Site", "cross-site"))).Expect(200);

    [Fact]
    public async Task A_bearer_token_is_never_sent_by_a_browser_on_its_own() =>
        (await CreateAsync(_person, ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example"))).Expect(201);

    [Fact]
    public async Task A_forged_authorization_header_does_not_let_the_cookie_through() =>
        (await CreateAsync(_app.Anyone, ("Cookie", _cookie), ("Sec-Fetch-Site", "cross-site"), ("Authorization", "Basic eDp5"))).Expect(403);

    [Theory]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Origin", "SELF", 200)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    public async Task A_socket_with_the_cookie_must_be_opened_by_our_own_pages(string header, string value, int status)
    {
        var origin = value == "SELF" ? _app.Address.GetLeftPart(UriPartial.Authority) : value;

        (await _app.Anyone.GetAsync("/events/", [.. Handshake, ("Cookie", _cookie), (header, origin)])).Expect(status);
    }

    [Fact]
    public async Task A_socket_with_a_token_may_be_opened_from_anywhere()
    {
        (await _person.GetAsync("/events/", [.. Handshake, ("Origin", "https://evil.example")])).Expect(200);
        (await _app.Anyone.GetAsync("/events/?token=x", [.. Handshake, ("Origin", "https://evil.example")])).Expect(401);
    }

    [Fact]
    public async Task The_cookie_ends_with_the_account()
    {
        await _app.DisableAsync(_person);

        (await _app.Anyone.GetAsync("/events/", ("Cookie", _cookie))).Expect(401);
    }

    [Fact]
    public async Task The_cookie_lives_thirty_days_from_its_last_use()
    {
        for (var week = 0; week < 6; week++)
        {
            _app.Clock.Advance(TimeSpan.FromDays(16)); // past the half of its life: renewed
            var answer = (await _app.Anyone.GetAsync("/events/", ("Cookie", _cookie))).Expect(200);
            _cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        }

        _app.Clock.Advance(TimeSpan.FromDays(30));
        (await _app.Anyone.GetAsync("/events/", ("Cookie", _cookie))).Expect(401);
    }

    private static Task<Answer> CreateAsync(Person person, params (string Name, string Value)[] headers) =>
        person.SendAsync(HttpMethod.Post, "/events/", System.Net.Http.Json.JsonContent.Create(new { title = "From a browser" }), headers);

    /// <summary>Signs a person in with the product's own web session, without the sign-in page in between.</summary>
    private sealed class SignInPage : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, following) =>
            {
                if (context.Request.Path.StartsWithSegments("/test-sign-in", out var user))
                    await context.RequestServices.GetRequiredService<WebSessions>().SignInAsync(context, Guid.Parse(user.Value!.Trim('/')));
                else
                    await following(context);
            });
            next(app);
        };
    }
}
