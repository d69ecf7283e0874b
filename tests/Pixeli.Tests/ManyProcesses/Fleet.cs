using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Pixeli.Tests.Crashes;

namespace Pixeli.Tests.ManyProcesses;

/// <summary>Two web processes and two workers, each started again when it was killed, at another address.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The numbers are to be the same each time.")]
internal sealed class Fleet(string data, string databaseUrl, IReadOnlyDictionary<string, string> settings, int seed) : IDisposable
{
    private static readonly string[] Roles = ["web", "web", "worker", "worker"];

    private readonly Random _random = new(seed);
    private readonly ServerProcess[] _processes = new ServerProcess[Roles.Length];
    private readonly Uri?[] _addresses = new Uri?[Roles.Length];
    private readonly Task[] _starting = new Task[Roles.Length];
    private readonly ConcurrentDictionary<Uri, HttpClient> _clients = [];
    private int _turn;

    public bool IsStopping { get; private set; }

    public async Task StartAsync()
    {
        for (var place = 0; place < Roles.Length; place++)
            Start(place);
        await Task.WhenAll(_starting);
    }

    /// <summary>Signs in and returns the access token.</summary>
    public async Task<string> SignInAsync(string username) =>
        (await Person(null).PostAsync("/auth/login/", new { username, password = "a long secret" })).Expect(200)["access"].Text;

    /// <summary>Somebody at one web process or the other, as a proxy in front of them chooses.</summary>
    public Person Person(string? access)
    {
        var client = _clients.GetOrAdd(Web(), static address => new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address });
        return new(client) { Access = access };
    }

    /// <summary>Where one of the web processes listens, the next each time. One that starts is left out, unless both do.</summary>
    public Uri Web()
    {
        var start = Interlocked.Increment(ref _turn);
        for (var step = 0; step < 2; step++)
        {
            if (_addresses[(start + step) & 1] is { } address)
                return address;
        }

        throw new HttpRequestException("No web process listens."); // what a proxy's 502 is to a client
    }

    /// <summary>Kills one after another for some time, or until something goes wrong.</summary>
    /// <returns>How many were killed.</returns>
    public async Task<int> KillForAsync(TimeSpan length, Task trouble)
    {
        var longestPause = (int)Math.Clamp(length.TotalMilliseconds / 40, 6000, 15_000); // starting costs each of them seconds of two cores
        var watch = Stopwatch.StartNew();
        var kills = 0;
        while (watch.Elapsed < length && !trouble.IsCompleted)
        {
            await Task.WhenAny(trouble, Task.Delay(_random.Next(500, longestPause)));
            var place = _random.Next(Roles.Length);
            await _processes[place].KillAsync();
            await _starting[place];
            _addresses[place] = null;
            _processes[place].Dispose();
            Start(place);
            kills++;
        }

        await Task.WhenAll(_starting);
        return kills;
    }

    /// <summary>Stops all as an operator does.</summary>
    public async Task StopAsync()
    {
        IsStopping = true;
        foreach (var process in _processes)
            Assert.Equal(0, await process.StopAsync());
    }

    public void Dispose()
    {
        foreach (var process in _processes)
            process?.Dispose();
        foreach (var client in _clients.Values)
            client.Dispose();
    }

    private void Start(int place)
    {
        var process = _processes[place] = ServerProcess.Start(data, databaseUrl, settings: settings, arguments: ["serve", "--role", Roles[place]]);
        _starting[place] = RememberAsync();

        async Task RememberAsync() => _addresses[place] = await process.Address;
    }
}
