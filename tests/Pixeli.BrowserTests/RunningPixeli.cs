using System.Diagnostics;

namespace Pixeli.BrowserTests;

/// <summary>The real program as a process of its own, on a free port, with a data folder that goes with it.</summary>
public sealed class RunningPixeli : IAsyncDisposable
{
    private const string Greeting = "Pixel-i listens on ";
    private readonly DirectoryInfo _data;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private Process _process;

    private RunningPixeli(Process process, DirectoryInfo data, IReadOnlyDictionary<string, string> settings, string address) =>
        (_process, _data, _settings, Address) = (process, data, settings, address);

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>SIGKILL: nothing is told to the program.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts it again after it was killed, with the same data at the same address.</summary>
    public async Task StartAgainAsync()
    {
        _process.Dispose();
        (_process, _) = await RunAsync(_data, _settings, Address);
    }

    /// <summary>Fills an event with so many photos, see <see cref="SeededPhotos"/>.</summary>
    public Task<IReadOnlyList<Guid>> SeedAsync(Guid eventId, int count) => SeededPhotos.AddAsync(_data.FullName, eventId, count, CancellationToken.None);

    /// <summary>Waits for the newest mail to an address and returns the code in its subject.</summary>
    public async Task<string> CodeAsync(string address, int count = 1)
    {
        var outbox = Path.Combine(_data.FullName, "outbox");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            var mails = Directory.EnumerateFiles(outbox, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText)
                .Where(mail => mail.Contains($"To: {address}", StringComparison.OrdinalIgnoreCase)).ToList();
            if (mails.Count >= count)
                return mails[^1].Split("Subject: ")[1][..6];
            await Task.Delay(50, patience.Token);
        }
    }

    /// <param name="prepare">Puts things into the data folder first.</param>
    /// <param name="settings">Settings of the program, as variables of its environment.</param>
    public static async Task<RunningPixeli> StartAsync(Func<string, Task> prepare, IReadOnlyDictionary<string, string> settings)
    {
        var data = Directory.CreateTempSubdirectory("pixeli-browser-tests-");
        await prepare(data.FullName);
        var (process, address) = await RunAsync(data, settings, "http://127.0.0.1:0");
        return new(process, data, settings, address);
    }

    private static async Task<(Process Process, string Address)> RunAsync(DirectoryInfo data, IReadOnlyDictionary<string, string> settings, string urls)
    {
        var start = new ProcessStartInfo("dotnet", [Program]) { RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_URLS"] = urls;
        start.Environment["PIXELI_DATA"] = data.FullName;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.StartsWith(Greeting, StringComparison.Ordinal))
                continue;
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None); // so that it never waits for us to read its log
            return (process, line[Greeting.Length..].Split(' ')[0]);
        }

        throw new InvalidOperationException($"The program ended with code {process.ExitCode} before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    // artifacts/bin/Pixeli.BrowserTests/debug is where this runs, artifacts/bin/Pixeli/debug where the program is.
    private static string Program
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(here.Parent!.Parent!.FullName, "Pixeli", here.Name, "Pixeli.dll");
        }
    }
}
