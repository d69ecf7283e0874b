namespace Pixeli.Bench.Ingest;

/// <summary>What is measured, and how often.</summary>
internal sealed record IngestPlan
{
    /// <summary>Builds of the program; more than one are compared with each other.</summary>
    public required IReadOnlyList<string> Servers { get; init; }

    /// <summary>A folder with the weights of packs: each server is also measured with machine vision. Null for without.</summary>
    public required string? Weights { get; init; }

    /// <summary>What is measured: each build, and where there are weights, each a second time with machine vision.</summary>
    public IReadOnlyList<MeasuredServer> Measured =>
        [.. Servers.SelectMany((dll, index) => Weights is null ? [new MeasuredServer(Name(index), dll, false)] : (MeasuredServer[])[new(Name(index), dll, false), new($"{Name(index)}, vision on", dll, true)])];

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

    private string Name(int index) => Servers.Count == 1 ? "Pixel-i" : $"Pixel-i {index + 1}";
}

/// <summary>A server that is measured.</summary>
internal sealed record MeasuredServer(string Name, string Dll, bool HasVision);
