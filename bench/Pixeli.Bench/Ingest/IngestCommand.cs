using System.CommandLine;
using System.Text.Json;

namespace Pixeli.Bench.Ingest;

/// <summary><c>ingest</c>: photos on disk to completed photos, beside a sharp script.</summary>
internal static class IngestCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly Option<string[]> Servers = new("--server") { Description = "A Pixeli.dll to measure; several are compared. The Release build by default." };
    private static readonly Option<string> Cache = new("--cache") { Description = "Where the photos are kept between runs.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "pixeli-bench-photos") };
    private static readonly Option<string?> From = new("--from") { Description = "A folder of photos to use instead of painted ones." };
    private static readonly Option<string?> Weights = new("--weights") { Description = "A folder with the weights of packs, to measure each server with machine vision as well." };
    private static readonly Option<int> Photos = Count("--photos", 24, "Different photos.");
    private static readonly Option<int> Copies = Count("--copies", 4, "How often a round takes each photo in.");
    private static readonly Option<int> Rounds = Count("--rounds", 3, "Rounds of each contestant.");
    private static readonly Option<int> Connections = Count("--connections", 3, "Upload requests at once.");
    private static readonly Option<int> FilesPerRequest = Count("--files-per-request", 4, "Photos in one upload request.");
    private static readonly Option<int> Latencies = Count("--latencies", 10, "Single uploads to measure; 0 for none.");
    private static readonly Option<int> Starts = Count("--starts", 5, "Starts to measure; 0 for none.");
    private static readonly Option<int> Idle = Count("--idle", 10, "Seconds after which an idle server is measured.");
    private static readonly Option<bool> NoSharp = new("--no-sharp") { Description = "Measure without sharp: it reads no HEIC, and several servers may be enough." };
    private static readonly Option<int> SharpInFlight = Count("--sharp-in-flight", 3, "Photos the sharp script works on at once.");
    private static readonly Option<int> SharpThreads = Count("--sharp-threads", 1, "Threads of libvips for each of them.");
    private static readonly Option<bool> SharpCache = new("--sharp-cache") { Description = "Leave libvips its operation cache in the sharp script." };
    private static readonly Option<string?> JsonFile = new("--json") { Description = "Also write the figures to this file." };

    /// <summary>What is measured where nothing else is said.</summary>
    public static IngestPlan Usual => Plan(Create().Parse([]));

    public static Command Create()
    {
        var command = new Command("ingest", "Photos on disk to completed photos, over HTTP, beside a sharp script in the same run.")
        {
            Servers, Weights, From, Cache, Photos, Copies, Rounds, Connections, FilesPerRequest, Latencies, Starts, Idle,
            NoSharp, SharpInFlight, SharpThreads, SharpCache, JsonFile,
        };
        command.SetAction((arguments, cancellationToken) => RunAsync(Plan(arguments), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(IngestPlan plan, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
            throw new BenchException("Resident sizes are read from /proc: run this on Linux.");
        if (plan.Servers.FirstOrDefault(dll => !File.Exists(dll)) is { } missing)
            throw new BenchException($"{missing} is not there. Build it first: dotnet build -c Release src/Pixeli");
        var photos = plan.From is null ? BenchPhotos.Make(plan.Cache, plan.Photos, cancellationToken) : BenchPhotos.In(plan.From);
        using var folder = new TemporaryFolder();
        var report = await new IngestRun(plan, photos, folder).RunAsync(cancellationToken);
        ReportTables.Print(report);
        if (plan.JsonFile is not null)
            await File.WriteAllTextAsync(plan.JsonFile, JsonSerializer.Serialize(report, Json), cancellationToken);
        return 0;
    }

    private static IngestPlan Plan(ParseResult arguments) => new()
    {
        Servers = arguments.GetValue(Servers) is { Length: > 0 } given ? [.. given.Select(Path.GetFullPath)] : [Repository.ServerDll],
        Weights = arguments.GetValue(Weights),
        From = arguments.GetValue(From),
        Cache = Path.GetFullPath(arguments.GetRequiredValue(Cache)),
        Photos = arguments.GetRequiredValue(Photos),
        Copies = arguments.GetRequiredValue(Copies),
        Rounds = arguments.GetRequiredValue(Rounds),
        Connections = arguments.GetRequiredValue(Connections),
        FilesPerRequest = arguments.GetRequiredValue(FilesPerRequest),
        Latencies = arguments.GetRequiredValue(Latencies),
        Starts = arguments.GetRequiredValue(Starts),
        Idle = TimeSpan.FromSeconds(arguments.GetRequiredValue(Idle)),
        Sharp = arguments.GetValue(NoSharp)
            ? null
            : new(arguments.GetRequiredValue(SharpInFlight), arguments.GetRequiredValue(SharpThreads), arguments.GetValue(SharpCache)),
        JsonFile = arguments.GetValue(JsonFile),
    };

    private static Option<int> Count(string name, int otherwise, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };
}
