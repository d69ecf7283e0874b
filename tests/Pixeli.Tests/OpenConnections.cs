using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;

namespace Pixeli.Tests;

/// <summary>What the server remembers of the request behind a connection that stays open.</summary>
public sealed class OpenConnections
{
    [Fact]
    public async Task A_socket_holds_neither_the_token_nor_the_services_of_its_request()
    {
        var request = new SeenRequests();
        await using var app = await PixeliApp.StartAsync(request.Watch);
        var (photographer, photo) = await app.PhotoAsync();
        var fan = await app.PersonAsync();
        request.Clear();
        using var socket = await app.SocketAsync(photographer);

        await request.AreForgottenAsync();

        (await fan.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        Assert.Equal("LIKED", (await socket.NextAsync())!["verb"].Text);
    }

    [Fact]
    public async Task A_live_gallery_holds_neither_the_token_nor_the_services_of_its_request()
    {
        var request = new SeenRequests();
        await using var app = await PixeliApp.StartAsync(request.Watch);
        var person = await app.PersonAsync();
        var eventId = await person.CreateEventAsync();
        var photo = (await app.AddRowsAsync(eventId, person, 1))[0];
        request.Clear();
        using var stream = await LiveStream.OpenAsync(app.Address, eventId, person);

        await request.AreForgottenAsync();

        (await person.PostAsync($"/photos/{photo}/likes/", new { })).Expect(201);
        Assert.Equal("photo_changed", (await stream.NextAsync()).Kind);
    }

    /// <summary>What requests with a token had, as long as anything holds it.</summary>
    private sealed class SeenRequests
    {
        private readonly List<WeakReference> _had = [];

        public void Watch(IServiceCollection services) => services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
        {
            var validated = options.Events.OnTokenValidated;
            options.Events.OnTokenValidated = context =>
            {
                lock (_had)
                    _had.AddRange([new(context.SecurityToken), new(context.Principal), new(context.HttpContext.RequestServices)]);
                return validated(context);
            };
        });

        public void Clear()
        {
            lock (_had)
                _had.Clear();
        }

        public async Task AreForgottenAsync()
        {
            Assert.NotEmpty(_had);
            await Wait.UntilAsync("nothing holds what the request had", () =>
            {
                GC.Collect();
                lock (_had)
                    return _had.TrueForAll(one => !one.IsAlive);
            });
        }
    }
}
