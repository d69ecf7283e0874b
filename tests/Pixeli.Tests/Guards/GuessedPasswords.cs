using System.Globalization;
using Pixeli.Accounts;

namespace Pixeli.Tests.Guards;

/// <summary>Guessing is slowed down, and the person whose password is guessed is not locked out.</summary>
public sealed class GuessedPasswords : IAsyncLifetime
{
    private const string Home = "198.51.100.7";
    private const string Elsewhere = "203.0.113.9";
    private PixeliApp _app = null!;
    private Person _owner = null!;

    public async Task InitializeAsync()
    {
        _app = await PixeliApp.StartAsync(
            null, "Pixeli:Proxy:Trusted:0=127.0.0.0/8", "Pixeli:Limits:FailuresByAddress:Count=30", "Pixeli:Limits:FailuresByAccount:Count=15");
        _owner = await _app.PersonAsync(Role.Administrator);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task After_ten_wrong_passwords_an_address_waits_and_others_do_not()
    {
        for (var guess = 0; guess < 10; guess++)
            (await GuessAsync(Elsewhere)).Expect(401);

        var refused = (await SignInAsync(Elsewhere)).Expect(429);
        Assert.Equal(("300", "application/problem+json"), (RetryAfter(refused), refused.ContentHeaders.ContentType!.MediaType));
        (await SignInAsync(Home)).Expect(200);

        _app.Clock.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal("1", RetryAfter((await SignInAsync(Elsewhere)).Expect(429)));
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await SignInAsync(Elsewhere)).Expect(200);
    }

    [Fact]
    public async Task Signing_in_often_is_no_guessing()
    {
        for (var time = 0; time < 25; time++)
            (await SignInAsync(Home)).Expect(200);
    }

    [Fact]
    public async Task Of_many_guesses_at_once_ten_are_looked_at()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => GuessAsync(Elsewhere)));

        Assert.Equal(10, answers.Count(answer => answer.Status == 401));
        Assert.Equal(30, answers.Count(answer => answer.Status == 429));
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_guarded_alike()
    {
        for (var guess = 0; guess < 10; guess++)
            (await GuessAsync(Elsewhere, "nobody-here")).Expect(401);
        (await GuessAsync(Elsewhere, "NOBODY-here")).Expect(429);
    }

    [Fact]
    public async Task All_addresses_of_a_network_of_64_bits_are_one()
    {
        for (var guess = 0; guess < 10; guess++)
            (await GuessAsync($"2001:db8:1:2::{guess}")).Expect(401);

        (await SignInAsync("2001:db8:1:2:ffff::1")).Expect(429);
        (await SignInAsync("2001:db8:1:3::1")).Expect(200);
    }

    [Fact]
    public async Task Trying_many_names_from_one_address_ends_too()
    {
        for (var guess = 0; guess < 30; guess++)
            (await GuessAsync(Elsewhere, Name(guess))).Expect(401);

        (await GuessAsync(Elsewhere, "one-more")).Expect(429);
        (await SignInAsync(Elsewhere)).Expect(429);
        (await SignInAsync(Home)).Expect(200);
    }

    [Fact]
    public async Task While_the_whole_world_guesses_known_addresses_and_browsers_get_in()
    {
        (await SignInAsync(Home)).Expect(200);
        var device = Device(await SignInAsync("192.0.2.1"));
        await GuessFromEverywhereAsync();

        Assert.Equal("900", RetryAfter((await SignInAsync("192.0.2.99")).Expect(429)));
        (await SignInAsync(Home)).Expect(200);
        (await SignInAsync("192.0.2.99", ("Cookie", device))).Expect(200);
    }

    [Fact]
    public async Task A_browser_that_is_known_to_one_account_is_not_known_to_another()
    {
        var other = await _app.PersonAsync();
        var device = Device((await SignInAsync("192.0.2.1", other)).Expect(200));
        await GuessFromEverywhereAsync();

        (await SignInAsync("192.0.2.99", ("Cookie", device))).Expect(429);
        (await SignInAsync("192.0.2.99", ("Cookie", device[..^4] + "AAAA"))).Expect(429);
    }

    [Fact]
    public async Task A_known_browser_has_its_own_count_beside_others_at_the_same_address()
    {
        var device = Device((await SignInAsync(Home)).Expect(200));
        for (var guess = 0; guess < 10; guess++)
            (await GuessAsync(Home)).Expect(401);
        (await SignInAsync(Home)).Expect(429);

        (await SignInAsync(Home, ("Cookie", device))).Expect(200);
        for (var guess = 0; guess < 10; guess++)
            (await GuessAsync(Home, _owner.Username, ("Cookie", device))).Expect(401);
        (await SignInAsync(Home, ("Cookie", device))).Expect(429);
    }

    [Fact]
    public async Task The_page_says_how_long_to_wait()
    {
        for (var guess = 0; guess < 10; guess++)
            Assert.Contains("do not match", (await PageAsync("wrong")).Expect(200).Body, StringComparison.Ordinal);

        var refused = (await PageAsync(_owner.Password)).Expect(429);
        Assert.Contains("Wait 5 minutes", refused.Body, StringComparison.Ordinal);
        Assert.Equal("300", RetryAfter(refused));
        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        (await PageAsync(_owner.Password)).Expect(302);
    }

    private async Task GuessFromEverywhereAsync()
    {
        for (var guess = 0; guess < 15; guess++)
            (await GuessAsync($"203.0.113.{guess + 20}")).Expect(401);
        (await GuessAsync("203.0.113.99")).Expect(429);
    }

    private Task<Answer> SignInAsync(string address, params (string Name, string Value)[] headers) =>
        LoginAsync(address, _owner.Username, _owner.Password, headers);

    private Task<Answer> SignInAsync(string address, Person person) => LoginAsync(address, person.Username, person.Password);

    private Task<Answer> GuessAsync(string address, string? name = null, params (string Name, string Value)[] headers) =>
        LoginAsync(address, name ?? _owner.Username, "a wrong guess", headers);

    private Task<Answer> LoginAsync(string address, string username, string password, params (string Name, string Value)[] headers) =>
        _app.Anyone.SendAsync(
            HttpMethod.Post,
            "/auth/login/",
            System.Net.Http.Json.JsonContent.Create(new { username, password }),
            [.. headers, ("X-Forwarded-For", address)]);

    private Task<Answer> PageAsync(string password) => _app.Anyone.SendAsync(
        HttpMethod.Post,
        "/login",
        new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "login",
            ["Form.Username"] = _owner.Username,
            ["Form.Password"] = password,
        }),
        ("X-Forwarded-For", Elsewhere));

    private static string Device(Answer answer) =>
        answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("pixeli-device=", StringComparison.Ordinal)).Split(';')[0];

    private static string RetryAfter(Answer answer) => answer.Headers.GetValues("Retry-After").Single();

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"name{number}");
}
