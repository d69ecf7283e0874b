using System.Diagnostics;
using System.Globalization;

namespace Pixeli.Tests.Crashes;

/// <summary>The built program in a process of its own, to be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Listening = "Pixel-i listens on ";
    private readonly Process _process;

    private ServerProcess(Process process)
    {
        _process = process;
        Address = ReadAddressAsync();
    }

    /// <summary>The address once the server listens; null when it was killed before.</summary>
    public Task<Uri?> Address { get; }

    /// <summary>What it said until it listened.</summary>
    public List<string> Said { get; } = [];

    /// <summary>The most bytes of memory that the process has held; fails when it has ended.</summary>
    public long PeakResident
    {
        get
        {
            Assert.False(_process.HasExited, "The server has ended.");
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <param name="dataFolder">Where its data are.</param>
    /// <param name="databaseUrl">Its database.</param>
    /// <param name="port">Where it listens; 0 for a free port.</param>
    /// <param name="settings">Further environment variables.</param>
    /// <param name="arguments">The command.</param>
    public static ServerProcess Start(
        string dataFolder, string databaseUrl, int port = 0, IReadOnlyDictionary<string, string>? settings = null, params string[] arguments) =>
        new(Run(dataFolder, databaseUrl, port, settings, arguments));

    /// <summary>Creates an administrator by the command line.</summary>
    public static async Task CreateAdministratorAsync(string dataFolder, string databaseUrl, string username, string password)
    {
        var (exitCode, said) = await CommandAsync(
            dataFolder, databaseUrl, password, "admin", "create", "--username", username, "--email", $"{username}@example.org", "--password-stdin");
        Assert.True(exitCode == 0, said);
    }

    /// <summary>Runs a command to its end.</summary>
    public static Task<(int ExitCode, string Said)> CommandAsync(string dataFolder, string databaseUrl, string input, params string[] arguments) =>
        CommandAsync(dataFolder, databaseUrl, input, null, arguments);

    /// <summary>Runs a command to its end, with further environment variables.</summary>
    public static async Task<(int ExitCode, string Said)> CommandAsync(
        string dataFolder, string databaseUrl, string input, IReadOnlyDictionary<string, string>? settings, string[] arguments)
    {
        using var process = Run(dataFolder, databaseUrl, 0, settings, arguments, isCommand: true);
        try
        {
            await process.StandardInput.WriteLineAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // it has ended without asking for anything
        }

        var complaints = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync() + await complaints;
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>SIGKILL: nothing is told to the process.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an operator's stop sends it.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>SIGSTOP: the process stands still, and can be killed as it is.</summary>
    public Task HaltAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: it goes on after <see cref="HaltAsync"/>.</summary>
    public Task GoOnAsync() => SignalAsync("CONT");

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit(); // until then it may still write
        _process.Dispose();
    }

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private async Task<Uri?> ReadAddressAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            Said.Add(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is not (>= 0 and var at))
                continue;
            _ = _process.StandardOutput.ReadToEndAsync(); // what follows must not fill the pipe
            return new(line[(at + Listening.Length)..].Split(' ')[0]);
        }

        return null;
    }

    private static Process Run(string dataFolder, string databaseUrl, int port, IReadOnlyDictionary<string, string>? settings, string[] arguments, bool isCommand = false)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            RedirectStandardError = isCommand, // a server's log goes where the tests' goes
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Pixeli.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["PIXELI_DATA"] = dataFolder;
        start.Environment["DATABASE_URL"] = databaseUrl;
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
