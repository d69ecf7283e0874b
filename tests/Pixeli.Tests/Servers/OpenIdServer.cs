using System.Diagnostics;
using System.Net.Http.Json;

namespace Pixeli.Tests.Servers;

/// <summary>A real OpenID provider in a process of its own; see openid.mjs, and github.mjs for one that is like GitHub.</summary>
public sealed class OpenIdServer(string script) : IAsyncLifetime
{
    public const string ClientId = "pixeli";
    public const string ClientSecret = "a secret with : and %";
    private const string Listening = "listens on ";
    private Process? _process;

    public OpenIdServer()
        : this("openid.mjs")
    {
    }

    /// <summary>The issuer.</summary>
    public string Authority { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Repository(), "tests", "Pixeli.Tests", "Servers", script)])
        {
            RedirectStandardInput = true, // it ends with this process, however that ends
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        _process = Process.Start(start)!;
        var errors = _process.StandardError.ReadToEndAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(Listening, StringComparison.Ordinal))
                continue;
            Authority = line[Listening.Length..];
            _ = _process.StandardOutput.ReadToEndAsync(); // what follows must not fill the pipe
            return;
        }

        Assert.Fail($"The OpenID provider did not start: {await errors}");
    }

    public Task DisposeAsync()
    {
        _process?.Kill();
        _process?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Tells the provider what it knows of a person.</summary>
    /// <param name="id">What they type as their login, and the <c>sub</c> of their tokens.</param>
    /// <param name="claims">The claims about them.</param>
    /// <param name="tamper">How their id tokens are bent.</param>
    public async Task KnowAsync(string id, object claims, object? tamper = null)
    {
        using var http = new HttpClient();
        using var response = await http.PutAsJsonAsync($"{Authority}/people/{id}", new { claims, tamper });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Settings that make it a provider of the application.</summary>
    public string[] Settings(string name = "test", params string[] more) =>
    [
        $"Pixeli:OAuth:Providers:{name}:Authority={Authority}",
        $"Pixeli:OAuth:Providers:{name}:ClientId={ClientId}",
        $"Pixeli:OAuth:Providers:{name}:ClientSecret={ClientSecret}",
        .. more.Select(setting => $"Pixeli:OAuth:Providers:{name}:{setting}"),
    ];

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "pixeli.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run from inside the repository: its packages are there.");
        return folder;
    }
}
