using System.Net;
using System.Net.Sockets;
using Pixeli.Tests.Crashes;
using Pixeli.Tests.Resumable;
using Pixeli.Tests.Servers;

namespace Pixeli.Tests.Operating;

/// <summary>The files of deploy/proxy/ in front of the program. Of the two web processes that they name one is stopped, which nobody is to notice.</summary>
[Trait("Needs", "sqlite")]
public sealed class ProxyExamples(ProxyExamples.Proxies proxies) : IClassFixture<ProxyExamples.Proxies>
{
    private const int Large = 3 * 1024 * 1024; // nginx takes one, and keeps some KB in memory, without being told otherwise
    private static readonly (string, string) Origin = ("Origin", ReverseProxy.Site);

    public static TheoryData<string> Names => new() { "nginx", "caddy" };

    [Theory, MemberData(nameof(Names))]
    public async Task A_session_stays_at_the_public_address_and_on_TLS(string proxy)
    {
        using var http = proxies[proxy].BrowserFrom("127.0.0.2");
        var browser = new Person(http);

        var plain = await browser.GetAsync(ReverseProxy.Site.Replace("https:", "http:", StringComparison.Ordinal) + "/search?q=a%20b");
        var (page, signedIn) = ((await browser.GetAsync("/search")).Expect(302), await SignInAsync(browser));

        Assert.InRange(plain.Status, 301, 308);
        var secured = plain.Headers.Location!;
        Assert.Equal(("https", "photos.example.org", "/search?q=a%20b"), (secured.Scheme, secured.Host, secured.PathAndQuery));
        foreach (var answer in (Answer[])[page, signedIn])
        {
            Assert.Equal(ReverseProxy.Site, new Uri(new(ReverseProxy.Site), answer.Headers.Location!).GetLeftPart(UriPartial.Authority));
            Assert.Equal("max-age=31536000", answer.Header("Strict-Transport-Security"));
        }

        var cookies = signedIn.Headers.GetValues("Set-Cookie").ToList();
        Assert.All(cookies, cookie => Assert.Contains("secure", cookie.Split("; "), StringComparer.OrdinalIgnoreCase));
        Assert.Contains(cookies, cookie => cookie.StartsWith("pixeli=", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task What_a_client_says_of_itself_is_dropped(string proxy)
    {
        using var guessing = proxies[proxy].BrowserFrom("127.0.0.3");
        using var other = proxies[proxy].BrowserFrom("127.0.0.4");

        for (var guess = 0; guess < 10; guess++)
            (await GuessAsync(guessing, $"198.51.100.{guess}")).Expect(401);

        (await GuessAsync(guessing, "198.51.100.99")).Expect(429);
        (await GuessAsync(other, "127.0.0.3")).Expect(401);
        var list = (await As(proxies.Boss, other).GetAsync("/events/?limit=1", ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http"))).Expect(200);
        Assert.StartsWith(ReverseProxy.Site + "/events/", list.Next, StringComparison.Ordinal);

        Task<Answer> GuessAsync(HttpClient http, string forged) => new Person(http).SendAsync(
            HttpMethod.Post,
            "/auth/login/",
            System.Net.Http.Json.JsonContent.Create(new { username = $"somebody behind {proxy}", password = "wrong" }),
            ("X-Forwarded-For", forged), ("X-Real-IP", forged), ("Forwarded", $"for={forged}"));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Messages_and_events_come_at_once(string proxy)
    {
        using var http = proxies[proxy].BrowserFrom("127.0.0.5");
        using var line = proxies[proxy].From("127.0.0.5");
        var cookie = (await SignInAsync(new(http))).Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("pixeli=", StringComparison.Ordinal));
        var eventId = await proxies.Boss.CreateEventAsync();
        using var socket = await LiveSocket.ConnectAsync(new(ReverseProxy.Site), "/ws/notifications/", line, ("Cookie", cookie.Split(';')[0]), Origin);
        using var gallery = await LiveStream.OpenAsync(new(ReverseProxy.Site), eventId, proxies.Boss, line);

        var photo = await proxies.Guest.UploadAsync(eventId);

        Assert.Equal("EVENT_PHOTO_ADDED", (await socket.NextAsync())!["verb"].Text);
        var (kind, item) = await gallery.NextAsync();
        Assert.Equal(("photo_added", photo), (kind, item["id"].Guid));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Large_files_pass_both_ways(string proxy)
    {
        using var http = proxies[proxy].BrowserFrom("127.0.0.6");
        var guest = As(proxies.Guest, http);
        var file = LargePhoto();
        var photo = (await guest.UploadCompletedAsync(await guest.CreateEventAsync(), file))["id"].Guid;

        var whole = (await guest.GetAsync($"/photos/{photo}/original/")).Expect(200);
        var rest = (await guest.GetAsync($"/photos/{photo}/original/", ("Range", "bytes=1000000-"))).Expect(206);

        Assert.Equal(file, whole.Bytes);
        Assert.Equal(file[1_000_000..], rest.Bytes);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task What_arrived_of_an_upload_is_kept_when_its_connection_is_lost(string proxy)
    {
        using var http = proxies[proxy].BrowserFrom("127.0.0.7");
        var guest = As(proxies.Guest, http);
        var file = LargePhoto();
        var upload = await guest.BeginAsync(await guest.CreateEventAsync(), file.Length, ("filename", "large.jpg"));

        var sending = new StalledRequest(guest, upload, file.AsMemory(0, Large / 2), file.AsMemory(Large / 2));
        await Wait.UntilAsync("what was sent is there before the rest", async () => (await guest.LookAsync(upload)).Expect(200).Offset() == Large / 2);
        sending.Break();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sending.Answer);
        Answer? last = null;
        await Wait.UntilAsync("the server lets go of the broken request", async () =>
            (last = await guest.ContinueAsync(upload, Large / 2, file.AsMemory(Large / 2))).Status != 423);

        last!.Expect(204).PhotoId();
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Who_sends_too_much_is_told_in_words_of_the_API(string proxy)
    {
        using var http = proxies[proxy].BrowserFrom("127.0.0.8");
        using var body = new Announced(2_000_000_000);

        var refused = (await As(proxies.Guest, http).SendAsync(HttpMethod.Post, $"/events/{await proxies.Guest.CreateEventAsync()}/photos/bulk-upload/", body)).Expect(413);

        Assert.Equal("application/problem+json", refused.ContentHeaders.ContentType?.MediaType);
        Assert.Equal(413, refused["status"].Number);
    }

    private static async Task<Answer> SignInAsync(Person browser)
    {
        using var form = new FormUrlEncodedContent([new("_handler", "login"), new("Form.Username", "boss"), new("Form.Password", "a long secret")]);
        return (await browser.SendAsync(HttpMethod.Post, "/login", form, Origin)).Expect(302);
    }

    private static Person As(Person person, HttpClient http) => new(http) { Access = person.Access };

    // A photo, and what decoders ignore.
    private static byte[] LargePhoto() => [.. TestPhotos.Next(), .. new byte[Large]];

    /// <summary>A body that is longer than anything a site takes, of which nothing comes.</summary>
    private sealed class Announced : HttpContent
    {
        private readonly long _length;
        private readonly TaskCompletionSource _never = new();

        public Announced(long length)
        {
            _length = length;
            Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.FlushAsync(); // the headers
            await _never.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _length;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            _never.TrySetCanceled();
            base.Dispose(disposing);
        }
    }

    /// <summary>One site, and both proxies in front of it.</summary>
    public sealed class Proxies : IAsyncLifetime
    {
        private readonly Dictionary<string, ReverseProxy> _all = [];
        private readonly Socket _stopped = Refusing();
        private OfflineSite _site = null!;

        public Person Boss { get; private set; } = null!;

        public Person Guest { get; private set; } = null!;

        internal ReverseProxy this[string name] => _all[name];

        public async Task InitializeAsync()
        {
            _site = await OfflineSite.CreateAsync();
            var (server, boss) = await _site.StartAsync(new Dictionary<string, string> { ["Pixeli__Proxy__Trusted__0"] = "127.0.0.1" });
            Boss = boss;
            var address = (await server.Address)!;
            await ServerProcess.CreateAdministratorAsync(_site.Data, _site.DatabaseUrl, "guest", "a long secret");
            Guest = await _site.SignInAsync(address, "guest");
            await Boss.CreateEventAsync();
            await Boss.CreateEventAsync();
            foreach (var name in (string[])["nginx", "caddy"])
                _all[name] = await ReverseProxy.StartAsync(name, address.Port, ((IPEndPoint)_stopped.LocalEndPoint!).Port);
        }

        public async Task DisposeAsync()
        {
            foreach (var proxy in _all.Values)
                proxy.Dispose();
            _stopped.Dispose();
            await _site.DisposeAsync();
        }

        // It has a port and does not listen.
        private static Socket Refusing()
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return socket;
        }
    }
}
