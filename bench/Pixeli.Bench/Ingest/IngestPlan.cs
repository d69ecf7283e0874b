namespace Pixeli.Bench.Ingest;

/// <summary>What is measured, and how often.</summary>
internal sealed record IngestPlan
{
    /// <summary>Builds of the program; more than one are compared with each other.</summary>
    public required IReadOnlyList<string> Servers { get; init; }

    /// <summary>A folder of photos to use instead of painted ones.</summary>
    public required string? From { get; init; }

    public required string Cache { get; init; }

    public required int Photos { get; init; }

    public required int Copies { get; init; }

    public required int Rounds { get; init; }

    public required int Connections { get; init; }

    public required int FilesPerRequest { get; init; }

    public required int Latencies { get; init; }

    public required int Starts { get; init; }

    public required TimeSpan Idle { get; init; }

    /// <summary>Null to measure without sharp.</summary>
    public required SharpSettings? Sharp { get; init; }

    public required string? JsonFile { get; init; }
}
