using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Notifications;
using Pixeli.Photos;

namespace Pixeli.Tests;

/// <summary>The product on a real web server and port, with a data folder and a database of its own.</summary>
public sealed class PixeliApp : IAsyncLifetime, IAsyncDisposable
{
    private static int _people;
    private readonly string[] _settings;
    private readonly Action<IServiceCollection>? _configure;
    private readonly PixeliApp? _beside;
    private TestDatabase? _database;
    private WebApplication? _app;
    private HttpClient? _http;

    public PixeliApp()
        : this([], null, null)
    {
    }

    private PixeliApp(string[] settings, Action<IServiceCollection>? configure, PixeliApp? beside)
    {
        (_settings, _configure, _beside) = (settings, configure, beside);
        Clock = beside?.Clock ?? new();
        DataFolder = beside?.DataFolder ?? Directory.CreateTempSubdirectory("pixeli-test-").FullName;
    }

    public AdjustableClock Clock { get; }

    public string DataFolder { get; }

    public string Blobs => Path.Combine(DataFolder, "blobs");

    public string Staging => Path.Combine(DataFolder, "staging");

    internal Outbox Outbox => new(Path.Combine(DataFolder, "outbox"));

    public IServiceProvider Services => _app!.Services;

    public Uri Address => _http!.BaseAddress!;

    public string DatabaseUrl => _beside?.DatabaseUrl ?? _database!.Url;

    internal TestDatabase Database => _beside?.Database ?? _database!;

    /// <summary>Somebody without a token.</summary>
    public Person Anyone => new(_http!);

    /// <summary>Whoever holds an access token.</summary>
    public Person Holder(string access) => new(_http!) { Access = access };

    internal StatementCounter Statements { get; } = new();

    /// <summary>An app with settings of its own, as <c>Pixeli:Uploads:MaxFiles=2</c>.</summary>
    public static async Task<PixeliApp> StartAsync(Action<IServiceCollection>? configure = null, params string[] settings)
    {
        var app = new PixeliApp(settings, configure, null);
        await app.InitializeAsync();
        return app;
    }

    /// <summary>A second server process, as far as the data can tell, on the same data folder and database.</summary>
    public async Task<PixeliApp> StartBesideAsync(Action<IServiceCollection>? configure = null, params string[] settings)
    {
        var app = new PixeliApp(settings, configure, this);
        await app.InitializeAsync();
        return app;
    }

    public async Task InitializeAsync()
    {
        if (_beside is null)
            _database = await TestDatabase.CreateAsync();
        string[] arguments = ["urls=http://127.0.0.1:0", $"PIXELI_DATA={DataFolder}", $"DATABASE_URL={DatabaseUrl}", .. _settings];
        _app = Program.BuildServer([.. arguments.Select(argument => "--" + argument)], Configure);
        await Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await _app.StartAsync();
        var address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _http = Client(address);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        if (_beside is not null)
            return;
        if (_database is not null)
            await _database.DropAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await Wait.UntilDeletedAsync(DataFolder);
    }

    /// <summary>A new account, signed in.</summary>
    public async Task<Person> PersonAsync(Role role = Role.Public, string? username = null)
    {
        username ??= string.Create(CultureInfo.InvariantCulture, $"{role}{Interlocked.Increment(ref _people)}").ToLowerInvariant();
        var password = $"secret of {username}";
        var (user, errors) = await WithAsync((AccountCreation accounts) => accounts.CreateVerifiedAsync(
            new(username, $"{username}@example.org", $"Person {username}", password), role));
        Assert.Empty(errors);
        return await SignInAsync(new(_http!) { Id = user!.Id, Username = username, Email = user.Email!, Password = password });
    }

    /// <summary>Somebody who signed up themselves: their code came by mail.</summary>
    public async Task<Person> SignUpAsync(string? username = null)
    {
        username ??= string.Create(CultureInfo.InvariantCulture, $"newcomer{Interlocked.Increment(ref _people)}");
        var person = new Person(_http!) { Username = username, Email = $"{username}@example.org", Password = $"secret of {username}" };
        (await Anyone.PostAsync("/auth/signup/", new { username, email = person.Email, password = person.Password, name = $"Person {username}" })).Expect(201);
        var otp = (await Outbox.NewestAsync(person.Email)).Code;
        var tokens = (await Anyone.PostAsync("/auth/verify-email/", new { email = person.Email, otp })).Expect(200);
        (person.Access, person.Refresh) = (tokens["access"].Text, tokens["refresh"].Text);
        return person;
    }

    /// <summary>Signs a person in anew: the result has a session of its own.</summary>
    public async Task<Person> SignInAsync(Person person)
    {
        var tokens = (await Anyone.PostAsync("/auth/login/", new { username = person.Username, password = person.Password })).Expect(200);
        return new(_http!)
        {
            Id = person.Id,
            Username = person.Username,
            Email = person.Email,
            Password = person.Password,
            Access = tokens["access"].Text,
            Refresh = tokens["refresh"].Text,
        };
    }

    /// <summary>A new photographer, and a photo of theirs that everybody may read, in somebody else's event.</summary>
    public async Task<(Person Photographer, Guid Photo)> PhotoAsync()
    {
        var photographer = await PersonAsync();
        var eventId = await (await PersonAsync()).CreateEventAsync();
        return (photographer, (await AddRowsAsync(eventId, photographer, 1))[0]);
    }

    /// <summary>Signs a person in as a browser does; the result is what the Cookie header must say.</summary>
    public async Task<string> CookieAsync(Person person)
    {
        await PersonAsync(Role.Administrator); // until there is one, every page leads to the set-up
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "login",
            ["Form.Username"] = person.Username,
            ["Form.Password"] = person.Password,
        });
        var answer = (await Anyone.SendAsync(HttpMethod.Post, "/login", form)).Expect(302);
        return answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("pixeli=", StringComparison.Ordinal)).Split(';')[0];
    }

    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<T> WithDbAsync<T>(Func<PixeliDb, Task<T>> use) => WithAsync(use);

    /// <summary>Waits until so many of PostgreSQL's connections to this database wait for a lock.</summary>
    public Task LockedAsync(int waiting = 1) => Wait.UntilAsync($"{waiting} wait for a lock", async () => waiting == await WithDbAsync(db => db.Database.SqlQuery<int>(
        $"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").SingleAsync()));

    /// <summary>Changes one account behind the API's back, as features to come will.</summary>
    public Task<int> DisableAsync(Person person) => WithDbAsync(db => db.Users.Where(user => user.Id == person.Id)
        .ExecuteUpdateAsync(set => set.SetProperty(user => user.DisabledAt, Clock.UtcNow)));

    /// <summary>Puts completed photos into an event without their bytes: lists need no more.</summary>
    public Task<List<Guid>> AddRowsAsync(Guid eventId, Person photographer, int count, Func<int, DateTime>? takenAt = null, Permission readPerm = Permission.Public) =>
        WithDbAsync(async db =>
        {
            var photos = Enumerable.Range(0, count).Select(index => new Photo
            {
                EventId = eventId,
                PhotographerId = photographer.Id,
                Timestamp = takenAt?.Invoke(index) ?? Clock.UtcNow.AddMinutes(index),
                CreatedAt = Clock.UtcNow,
                ReadPerm = readPerm,
                FileName = "row.jpg",
                ContentType = "image/jpeg",
                Sha256 = Guid.CreateVersion7().ToByteArray(),
                Width = 3,
                Height = 2,
                Status = PhotoStatus.Completed,
            }).ToList();
            db.AddRange(photos);
            await db.SaveChangesAsync();
            return photos.ConvertAll(photo => photo.Id);
        });

    /// <summary>A WebSocket of somebody, by their token or by headers, that hears of everything from now on: its handshake ends a moment before the server knows of it.</summary>
    public async Task<LiveSocket> SocketAsync(Person person, params (string Name, string Value)[] headers)
    {
        var hub = Services.GetRequiredService<NotificationHub>();
        var before = hub.Connections.ToHashSet();
        var socket = await LiveSocket.ConnectAsync(Address, headers.Length == 0 ? $"/ws/notifications/?token={person.Access}" : "/ws/notifications/", headers);
        await Wait.UntilAsync("the server knows of the socket", () => hub.Connections.Any(connection => connection.Person == person.Id && !before.Contains(connection)));
        return socket;
    }

    /// <summary>A photo as somebody sees it, with all that was counted of it before; the server waits a second at most for that to be written.</summary>
    public async Task<Answer> CountedAsync(Person person, Guid photo)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = (await person.GetAsync($"/photos/{photo}/")).Expect(200);
        if (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(0.9))
            return answer;
        await Services.GetRequiredService<PhotoCounters>().Unwritten(photo); // it may have given up
        return (await person.GetAsync($"/photos/{photo}/")).Expect(200);
    }

    /// <summary>Waits until nothing is left of an event that was deleted.</summary>
    public Task RemovedAsync(Guid eventId) => Wait.UntilAsync("the event is removed", async () => !await WithDbAsync(db => db.Events.AnyAsync(item => item.Id == eventId)));

    /// <summary>Tells a coordinator that somebody added three photos to their event.</summary>
    public Task<bool> AddedAsync(Person coordinator, Person photographer, Guid eventId) => WithAsync<Notifier, bool>(async notifier =>
    {
        await notifier.PhotosAddedAsync(coordinator.Id, photographer.Id, eventId, 3, CancellationToken.None);
        return true;
    });

    /// <summary>How many queries the server sends while something is done.</summary>
    public async Task<int> CountStatementsAsync(Func<Task> action)
    {
        var before = Statements.Count;
        await action();
        return Statements.Count - before;
    }

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000); // strength is not what is tested
        builder.Services.AddSingleton(new WriteGate(TimeSpan.FromMinutes(1))); // a hundred who write at once wait long on a slow machine
        builder.Services.ConfigureDbContext<PixeliDb>(options => options.AddInterceptors(Statements));
        _configure?.Invoke(builder.Services);
    }

    // Who asks whether to send a body hears the answer before it is sent, however slow the machine is.
    private static HttpClient Client(string address) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = new(address) };
}
