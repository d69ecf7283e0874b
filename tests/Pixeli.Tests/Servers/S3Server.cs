using System.Diagnostics;
using System.Globalization;

namespace Pixeli.Tests.Servers;

/// <summary>A real S3-speaking server in a process of its own, on loopback, with a folder of its own; see s3.mjs.</summary>
public sealed class S3Server : IAsyncLifetime
{
    public const string Bucket = "photos";
    private readonly string _folder = Directory.CreateTempSubdirectory("pixeli-s3-").FullName;
    private Process? _process;
    private int _port;
    private int _wasStopped;

    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    /// <summary>Starts it, or starts it again where it was, with what it holds.</summary>
    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardInput = true };
        // s3rver's tokens for the next page are made by a cipher that OpenSSL 3 counts as legacy
        foreach (var argument in (string[])["--openssl-legacy-provider", SourceTree.Tests("Servers", "s3.mjs"), _folder, _port.ToString(CultureInfo.InvariantCulture), Bucket])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        var line = await _process.StandardOutput.ReadLineAsync();
        Assert.StartsWith("listening ", line, StringComparison.Ordinal);
        _port = int.Parse(line!.Split(' ')[1], CultureInfo.InvariantCulture);
        _ = _process.StandardOutput.ReadToEndAsync(); // what follows must not fill the pipe
    }

    /// <summary>Kills it the first time it is asked to.</summary>
    public Task StopOnceAsync() => Interlocked.Exchange(ref _wasStopped, 1) == 0 ? StopAsync() : Task.CompletedTask;

    /// <summary>Kills it: its port refuses from now on.</summary>
    public async Task StopAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
            await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Settings by which a site keeps its photos here.</summary>
    public string[] Settings(params string[] more) =>
    [
        $"Pixeli:Storage:Bucket={Bucket}",
        $"Pixeli:Storage:Endpoint={Endpoint}",
        "Pixeli:Storage:AccessKey=S3RVER",
        "Pixeli:Storage:SecretKey=S3RVER",
        .. more,
    ];

    /// <summary>The same as environment variables.</summary>
    public Dictionary<string, string> Environment(string prefix) => Settings($"Pixeli:Storage:Prefix={prefix}")
        .Select(setting => setting.Split('=', 2)).ToDictionary(setting => setting[0].Replace(":", "__", StringComparison.Ordinal), setting => setting[1]);

    internal Pixeli.Storage.StorageOptions Options(string prefix, int? partBytes = null) => new()
    {
        Bucket = Bucket,
        Endpoint = Endpoint,
        AccessKey = "S3RVER",
        SecretKey = "S3RVER",
        Prefix = prefix,
        PartBytes = partBytes ?? new Pixeli.Storage.StorageOptions().PartBytes,
    };
}
