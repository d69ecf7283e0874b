using Microsoft.Extensions.DependencyInjection;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Tests.Crashes;

namespace Pixeli.Tests.Operating;

/// <summary>A data folder and a database that real processes are started on, and commands run at.</summary>
internal sealed class OfflineSite : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly List<IDisposable> _open = [];

    private OfflineSite(TestDatabase database) => _database = database;

    public string Data { get; } = Directory.CreateTempSubdirectory("pixeli-site-").FullName;

    public string DatabaseUrl => _database.Url;

    public static async Task<OfflineSite> CreateAsync() => new(await TestDatabase.CreateAsync());

    /// <summary>Environment variables of whatever runs on it.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; set; }

    /// <summary>Starts a server and signs its first administrator in.</summary>
    public async Task<(ServerProcess Server, Person Boss)> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var server = ServerProcess.Start(Data, DatabaseUrl, settings: settings ?? Settings);
        _open.Insert(0, server);
        var address = (await server.Address)!;
        if (!File.Exists(Path.Combine(Data, "boss")))
        {
            await ServerProcess.CreateAdministratorAsync(Data, DatabaseUrl, "boss", "a long secret");
            await File.WriteAllTextAsync(Path.Combine(Data, "boss"), "");
        }

        return (server, await SignInAsync(address));
    }

    public async Task<Person> SignInAsync(Uri server, string username = "boss")
    {
        var client = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(10) }; // some send hundreds of megabytes
        _open.Add(client);
        var person = new Person(client);
        person.Access = (await person.PostAsync("/auth/login/", new { username, password = "a long secret" })).Expect(200)["access"].Text;
        return person;
    }

    /// <summary>Runs a command on this site.</summary>
    public Task<(int ExitCode, string Said)> RunAsync(params string[] arguments) => ServerProcess.CommandAsync(Data, DatabaseUrl, "", Settings, arguments);

    /// <summary>The doctor finds nothing.</summary>
    public async Task AssertWellAsync(params string[] options)
    {
        var (exitCode, said) = await RunAsync(["doctor", .. options]);
        Assert.True(exitCode == 0, said);
    }

    /// <summary>Starts a command, to be killed.</summary>
    public ServerProcess Begin(params string[] arguments)
    {
        var command = ServerProcess.Start(Data, DatabaseUrl, settings: Settings, arguments: arguments);
        _open.Insert(0, command);
        return command;
    }

    /// <summary>Does something with the database, past everything.</summary>
    public async Task<T> WithDbAsync<T>(Func<PixeliDb, Task<T>> use)
    {
        using var host = CommandHost.Create((services, configuration) =>
        {
            (configuration["PIXELI_DATA"], configuration["DATABASE_URL"]) = (Data, DatabaseUrl);
            services.AddPixeli(configuration);
        });
        await using var scope = host.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<PixeliDb>());
    }

    /// <summary>Files below a folder of the data folder, by their paths in it.</summary>
    public IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Data, folder), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Path.Combine(Data, folder), file)).ToList();

    public string Blob(string key) => Path.Combine(Data, "blobs", key);

    public async ValueTask DisposeAsync()
    {
        foreach (var thing in _open)
            thing.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await _database.DropAsync();
        await Wait.UntilDeletedAsync(Data);
    }
}
