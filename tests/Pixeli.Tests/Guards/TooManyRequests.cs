using Microsoft.Extensions.DependencyInjection;
using Pixeli.Hosting.Limits;

namespace Pixeli.Tests.Guards;

/// <summary>Requests are counted by account or address, and refused with the time to wait.</summary>
public sealed class TooManyRequests : IAsyncLifetime
{
    private PixeliApp _app = null!;

    public async Task InitializeAsync() => _app = await PixeliApp.StartAsync(
        null, "Pixeli:Limits:UploadsByAccount:Count=3", "Pixeli:Limits:ProviderSignInsByAddress:Count=4", "Pixeli:Proxy:Trusted:0=127.0.0.1");

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Uploads_are_counted_by_account()
    {
        var (busy, other) = (await _app.PersonAsync(), await _app.PersonAsync());
        var id = await busy.CreateEventAsync();
        await busy.UploadAsync(id);
        (await busy.PostAsync("/photos/", new { })).Expect(415);
        await busy.UploadAsync(id);

        var refused = (await busy.BulkUploadAsync(id, new BulkBody().File("a", TestPhotos.Next()).Metadata(new { client_id = "a" }))).Expect(429);
        Assert.Equal(("60", 429), (refused.Headers.GetValues("Retry-After").Single(), refused["status"].Number));
        Assert.Equal("application/problem+json", refused.ContentHeaders.ContentType!.MediaType);
        await other.UploadAsync(id);
        (await busy.GetAsync("/events/")).Expect(200);

        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await busy.UploadAsync(id);
    }

    [Theory]
    [InlineData("/photos/search/?q=a")]
    [InlineData("/photos/search/suggestions/?q=a")]
    [InlineData("/auth/search/?q=a")]
    [InlineData("/auth/me/find/photos/")]
    [InlineData("/search?q=a")]
    [InlineData("/find-me")]
    public async Task Searches_are_counted_by_account_on_every_way(string path)
    {
        await using var app = await PixeliApp.StartAsync(null, "Pixeli:Limits:SearchesByAccount:Count=3");
        var (busy, other) = (await app.CookieAsync(await app.PersonAsync()), await app.CookieAsync(await app.PersonAsync()));
        for (var time = 0; time < 3; time++)
            Assert.NotEqual(429, (await app.Anyone.GetAsync(path, ("Cookie", busy))).Status);

        (await app.Anyone.GetAsync(path, ("Cookie", busy))).Expect(429);
        Assert.NotEqual(429, (await app.Anyone.GetAsync(path, ("Cookie", other))).Status);
    }

    [Theory]
    [InlineData("/auth/signup/")]
    [InlineData("/auth/verify-email/")]
    [InlineData("/auth/resend-email-otp/")]
    [InlineData("/auth/request-otp/")]
    [InlineData("/auth/password-reset/")]
    [InlineData("/auth/password-reset/confirm/")]
    [InlineData("/signup")]
    [InlineData("/verify")]
    [InlineData("/forgot")]
    [InlineData("/reset")]
    public async Task Sign_ups_and_codes_are_counted_by_address_on_every_way(string path)
    {
        await using var app = await PixeliApp.StartAsync(null, "Pixeli:Limits:SignUpsByAddress:Count=3", "Pixeli:Limits:CodesByAddress:Count=3", "Pixeli:Proxy:Trusted:0=127.0.0.1");
        await app.PersonAsync(Accounts.Role.Administrator); // until there is one, every page leads to the set-up
        for (var time = 0; time < 3; time++)
            Assert.NotEqual(429, (await AskAsync("192.0.2.5")).Status);

        (await AskAsync("192.0.2.5")).Expect(429);
        Assert.NotEqual(429, (await AskAsync("192.0.2.6")).Status);

        Task<Answer> AskAsync(string address) => app.Anyone.SendAsync(HttpMethod.Post, path, new StringContent("{}", null, "application/json"), ("X-Forwarded-For", address));
    }

    [Fact]
    public async Task A_browser_is_shown_a_page()
    {
        var busy = await _app.PersonAsync();
        var id = await busy.CreateEventAsync();
        for (var time = 0; time < 3; time++)
            await busy.UploadAsync(id);

        var refused = (await busy.SendAsync(HttpMethod.Post, $"/e/{id}/upload/form", new MultipartFormDataContent(), ("Accept", "text/html"))).Expect(429);
        Assert.Contains("Too many tries", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_of_signing_in_elsewhere_are_counted_by_address()
    {
        for (var time = 0; time < 4; time++)
            (await StartAsync("192.0.2.5")).Expect(404);

        (await StartAsync("192.0.2.5")).Expect(429);
        (await StartAsync("::ffff:192.0.2.5")).Expect(429);
        (await StartAsync("192.0.2.6")).Expect(404);
    }

    [Fact]
    public void Attempts_are_counted_by_what_they_are_for()
    {
        var limits = _app.Services.GetRequiredService<AttemptLimits>();
        for (var time = 0; time < 30; time++)
            Assert.Null(limits.Take(AttemptKind.SendCode, "Mira@example.org"));

        var refused = limits.Take(AttemptKind.SendCode, " mira@EXAMPLE.org ");
        Assert.Equal((429, 600), (refused!.StatusCode, refused.RetryAfter));
        Assert.Null(limits.Take(AttemptKind.CheckCode, "mira@example.org"));
        Assert.Null(limits.Take(AttemptKind.SendCode, "nora@example.org"));
        _app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(limits.Take(AttemptKind.SendCode, "mira@example.org"));
    }

    [Fact]
    public async Task A_limit_of_nothing_stops_the_start() =>
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => PixeliApp.StartAsync(null, "Pixeli:Limits:UploadsByAccount:Count=0"));

    private Task<Answer> StartAsync(string address) => _app.Anyone.GetAsync("/auth/oauth/nobody/start", ("X-Forwarded-For", address));
}
