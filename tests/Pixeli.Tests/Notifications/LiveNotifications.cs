using System.Net.WebSockets;
using Pixeli.Notifications;

namespace Pixeli.Tests.Notifications;

public sealed class LiveNotifications(LiveNotifications.App live) : IClassFixture<LiveNotifications.App>
{
    private const string Path = "/ws/notifications/";

    private readonly PixeliApp _app = live.Pixeli;

    [Fact]
    public async Task A_message_looks_as_the_contract_says()
    {
        var (photographer, photo) = await _app.PhotoAsync();
        var fan = await _app.PersonAsync();
        using var socket = await _app.SocketAsync(photographer);

        (await fan.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);

        var message = (await socket.NextAsync())!;
        Assert.Equal(
            $$$"""
            {
              "id": "{{{message["id"].Guid}}}",
              "verb": "LIKED",
              "actor": {
                "id": "{{{fan.Id}}}",
                "username": "{{{fan.Username}}}",
                "name": "Person {{{fan.Username}}}"
              },
              "target_id": "{{{photo}}}",
              "target_type": "PHOTO",
              "data": {
                "count": 1
              },
              "timestamp": "{{{message["timestamp"].Text}}}",
              "read": false
            }
            """,
            message.ToString());
    }

    [Fact]
    public async Task Every_socket_of_a_person_gets_it_and_nobody_else()
    {
        var (photographer, photo) = await _app.PhotoAsync();
        var (_, otherPhoto) = await _app.PhotoAsync();
        var (fan, stranger) = (await _app.PersonAsync(), await _app.PersonAsync());
        using var first = await _app.SocketAsync(photographer);
        using var second = await _app.SocketAsync(photographer, ("Authorization", $"Bearer {photographer.Access}"));
        using var other = await _app.SocketAsync(stranger);

        (await fan.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        await fan.CommentAsync(photo, "well done");
        await stranger.CommentAsync(otherPhoto, "hello"); // its photographer is told, not the stranger
        (await fan.PatchAsync($"/photos/{await OwnPhotoAsync(fan)}/", new { tagged_usernames = new[] { stranger.Username } })).Expect(200);

        foreach (var socket in (LiveSocket[])[first, second])
            Assert.Equal(["LIKED", "COMMENTED"], [(await socket.NextAsync())!["verb"].Text, (await socket.NextAsync())!["verb"].Text]);
        Assert.Equal("TAGGED", (await other.NextAsync())!["verb"].Text);
    }

    [Fact]
    public async Task The_web_session_opens_it_too()
    {
        var (photographer, photo) = await _app.PhotoAsync();
        var cookie = await _app.CookieAsync(photographer);
        using var socket = await _app.SocketAsync(photographer, ("Cookie", cookie));

        (await (await _app.PersonAsync()).PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);

        Assert.Equal("LIKED", (await socket.NextAsync())!["verb"].Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?token=nonsense")]
    public async Task Without_a_valid_token_the_handshake_is_refused(string query)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() =>
            socket.ConnectAsync(new UriBuilder(new Uri(_app.Address, Path + query)) { Scheme = "ws" }.Uri, CancellationToken.None));

        Assert.Equal(401, (int)socket.HttpStatusCode);
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        await using var elsewhere = await PixeliApp.StartAsync();
        var person = await elsewhere.PersonAsync();
        elsewhere.Clock.Advance(TimeSpan.FromMinutes(61));

        await Assert.ThrowsAsync<WebSocketException>(() => LiveSocket.ConnectAsync(elsewhere.Address, $"{Path}?token={person.Access}"));
    }

    [Fact]
    public async Task It_closes_with_4401_when_the_token_expires()
    {
        await using var elsewhere = await PixeliApp.StartAsync();
        var person = await elsewhere.PersonAsync();
        elsewhere.Clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromMilliseconds(500)); // timers run in real time
        using var socket = await LiveSocket.ConnectAsync(elsewhere.Address, $"{Path}?token={person.Access}");

        Assert.Null(await socket.NextAsync());
        Assert.Equal(4401, socket.CloseCode);
    }

    [Fact]
    public async Task It_closes_with_4401_when_the_session_is_ended()
    {
        var person = await _app.PersonAsync();
        using var socket = await _app.SocketAsync(person);

        (await person.PostAsync("/auth/logout/", new { refresh = person.Refresh })).Expect(204);

        Assert.Null(await socket.NextAsync());
        Assert.Equal(4401, socket.CloseCode);
    }

    [Fact]
    public async Task What_a_client_says_is_ignored_unless_it_says_too_much()
    {
        var (photographer, photo) = await _app.PhotoAsync();
        using var socket = await _app.SocketAsync(photographer);
        await socket.SendAsync("hello");
        (await (await _app.PersonAsync()).PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        Assert.Equal("LIKED", (await socket.NextAsync())!["verb"].Text);

        await socket.SendAsync(new string('x', 100_000));

        Assert.Null(await socket.NextAsync());
        Assert.Equal((int)WebSocketCloseStatus.MessageTooBig, socket.CloseCode);
    }

    [Fact]
    public async Task Who_does_not_read_is_dropped_and_the_others_go_on()
    {
        var person = await _app.PersonAsync();
        using var slow = await _app.SocketAsync(person);
        using var quick = await _app.SocketAsync(person);
        var hub = (NotificationHub)_app.Services.GetService(typeof(NotificationHub))!;
        var message = new NotificationMessage(
            Guid.CreateVersion7(), NotificationVerb.Liked, new(person.Id, new string('x', 20_000), "X"), person.Id, NotificationTarget.Photo, new(1, null), default, false);

        var sent = 0;
        while (hub.Connections.Count(connection => connection.Person == person.Id) == 2)
        {
            Assert.InRange(++sent, 1, 20_000);
            hub.Send(person.Id, message);
            Assert.NotNull(await quick.NextAsync());
        }

        hub.Send(person.Id, message);
        Assert.NotNull(await quick.NextAsync());
    }

    [Fact]
    public async Task What_was_said_before_the_end_is_heard_in_order()
    {
        var person = await _app.PersonAsync();
        using var socket = await _app.SocketAsync(person);
        var hub = (NotificationHub)_app.Services.GetService(typeof(NotificationHub))!;
        var messages = Enumerable.Range(0, 50).Select(count => new NotificationMessage(
            Guid.CreateVersion7(), NotificationVerb.Liked, new(person.Id, "x", "X"), person.Id, NotificationTarget.Photo, new(count, null), default, false)).ToList();

        foreach (var message in messages)
            hub.Send(person.Id, message);
        hub.Connections.Single(connection => connection.Person == person.Id).End(NotificationConnection.SessionEnded, "That was all.");

        foreach (var message in messages)
            Assert.Equal(message.Id, (await socket.NextAsync())!["id"].Guid);
        Assert.Null(await socket.NextAsync());
        Assert.Equal((4401, "That was all."), (socket.CloseCode, socket.Raw.CloseStatusDescription));
    }

    [Fact]
    public async Task A_plain_request_is_told_to_upgrade()
    {
        var person = await _app.PersonAsync();

        var answer = (await person.GetAsync(Path)).Expect(426);

        Assert.Contains("WebSocket", answer["detail"].Text, StringComparison.Ordinal);
    }

    private async Task<Guid> OwnPhotoAsync(Person person) => (await _app.AddRowsAsync(await person.CreateEventAsync(), person, 1))[0];


    public sealed class App : IAsyncLifetime
    {
        public PixeliApp Pixeli { get; private set; } = null!;

        public async Task InitializeAsync() => Pixeli = await PixeliApp.StartAsync(
            null, "Pixeli:Notifications:SessionCheckInterval=00:00:00.2");

        public async Task DisposeAsync() => await Pixeli.DisposeAsync();
    }
}
