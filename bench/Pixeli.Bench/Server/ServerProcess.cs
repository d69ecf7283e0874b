using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Pixeli.Bench.Measuring;

namespace Pixeli.Bench.Server;

/// <summary>The real program on a free port of this machine, with a data folder of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    public const string Username = "bench";
    public const string Guest = "guest";
    public const string Password = "correct horse battery staple 41";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Child _process;

    private ServerProcess(Child process, Uri address, TimeSpan startUp) => (_process, Address, StartUp) = (process, address, startUp);

    public Uri Address { get; }

    /// <summary>From the start of the process to the first 200 of <c>/health/ready</c>.</summary>
    public TimeSpan StartUp { get; }

    public int Id => _process.Id;

    /// <summary>Makes the database and an administrator to sign in as.</summary>
    public static Task PrepareAsync(string dll, string data, CancellationToken cancellationToken) => AddAsync(dll, data, Username, cancellationToken);

    /// <summary>Makes somebody with the same password who may do what everybody may who signed up.</summary>
    public static async Task AddGuestAsync(string dll, string data, CancellationToken cancellationToken)
    {
        await AddAsync(dll, data, Guest, cancellationToken);
        await using var command = Child.Start("dotnet", [dll, "admin", "role", "--username", Guest, "--role", "public"], Environment(data));
        await command.RunToEndAsync("admin role", cancellationToken);
    }

    /// <summary>Starts the server and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(string dll, string data, CancellationToken cancellationToken, params string[] arguments)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var environment = Environment(data);
        environment["ASPNETCORE_URLS"] = address.ToString();
        var clock = Stopwatch.StartNew();
        var process = Child.Start("dotnet", [dll, .. arguments], environment);
        try
        {
            await ReadyAsync(process, address, cancellationToken);
            var startUp = clock.Elapsed;
            _ = process.Output.ReadToEndAsync(cancellationToken); // so that what it says never fills the pipe
            return new(process, address, startUp);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task AddAsync(string dll, string data, string username, CancellationToken cancellationToken)
    {
        await using var command = Child.Start(
            "dotnet", [dll, "admin", "create", "--username", username, "--email", $"{username}@example.org", "--password-stdin"], Environment(data));
        await command.Input.WriteLineAsync(Password);
        await command.RunToEndAsync("admin create", cancellationToken);
    }

    private static async Task ReadyAsync(Child process, Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = address };
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < Patience)
        {
            if (process.HasExited)
                throw new BenchException($"The server ended while it started:\n{process.Said}");
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(Interval, cancellationToken);
        }

        throw new BenchException($"The server was not ready after {Patience.TotalSeconds:0} seconds:\n{process.Said}");
    }

    private static Dictionary<string, string> Environment(string data) => new()
    {
        ["PIXELI_DATA"] = data,
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["MALLOC_ARENA_MAX"] = "2", // as ./run, the image and the units set it
        ["Pixeli__Limits__SearchesByAccount__Count"] = "1000000", // one account asks for all
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
