using System.Globalization;
using System.Text.Json;
using Pixeli.Bench.Measuring;

namespace Pixeli.Bench.Ingest;

/// <summary>The sharp script, installed from its lock file: files to renditions on disk, no HTTP, no database.</summary>
internal sealed class SharpContestant : IContestant
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Child _node;
    private readonly string _output;
    private readonly SharpSettings _settings;

    private SharpContestant(Child node, string output, SharpSettings settings) => (_node, _output, _settings) = (node, output, settings);

    public string Name => "sharp";

    public int ProcessId => _node.Id;

    public static async Task<SharpContestant> StartAsync(
        string output, IReadOnlyList<string> photos, SharpSettings settings, CancellationToken cancellationToken)
    {
        await InstallAsync(cancellationToken);
        return new(Child.Start("node", ["ingest.mjs", output, .. photos], folder: Repository.SharpFolder), output, settings);
    }

    public async Task<TimeSpan> RoundAsync(int copies, CancellationToken cancellationToken)
    {
        var order = string.Create(CultureInfo.InvariantCulture, $"{copies} {_settings.InFlight} {_settings.Threads} {(_settings.Cache ? "on" : "off")}");
        await _node.Input.WriteLineAsync(order.AsMemory(), cancellationToken);
        await _node.Input.FlushAsync(cancellationToken);
        var answer = await _node.Output.ReadLineAsync(cancellationToken) ?? throw new BenchException($"The sharp script ended:\n{_node.Said}");
        return TimeSpan.FromSeconds(JsonSerializer.Deserialize<RoundAnswer>(answer, Json)!.Seconds);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        if (Directory.Exists(_output))
            Directory.Delete(_output, recursive: true);
    }

    private static async Task InstallAsync(CancellationToken cancellationToken)
    {
        var installed = new FileInfo(Path.Combine(Repository.SharpFolder, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Repository.SharpFolder, "package-lock.json")))
            return;
        await using var npm = Child.Start(
            "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder: Repository.SharpFolder);
        await npm.RunToEndAsync("npm ci of the sharp script", cancellationToken);
    }

    private sealed record RoundAnswer(double Seconds);
}

/// <summary>How the sharp script works.</summary>
/// <param name="InFlight">Photos at once.</param>
/// <param name="Threads">libvips threads a photo.</param>
/// <param name="Cache">Whether libvips keeps operations.</param>
internal sealed record SharpSettings(int InFlight, int Threads, bool Cache);
