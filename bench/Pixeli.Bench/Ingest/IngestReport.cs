using Pixeli.Bench.Measuring;

namespace Pixeli.Bench.Ingest;

/// <summary>Everything one run found out. Sizes in megabytes of 1,000,000 bytes.</summary>
internal sealed record IngestReport(int Processors, int PhotosARound, double MegabytesARound, IReadOnlyList<Throughput> Throughput)
{
    /// <summary>Median of the first contestant over that of the last, sharp.</summary>
    public double? RatioToSharp => Throughput[^1].Name == "sharp" ? Throughput[0].PhotosPerSecond.Median / Throughput[^1].PhotosPerSecond.Median : null;

    public required IReadOnlyList<ServerFigures> Servers { get; init; }
}

/// <summary>A contestant's rounds.</summary>
internal sealed record Throughput(
    string Name, Figures PhotosPerSecond, Figures ProcessorSecondsAPhoto, double PeakResident, IReadOnlyList<double> ResidentAfterRound);

/// <summary>What is measured on a server alone.</summary>
/// <param name="Name">Which.</param>
/// <param name="UploadToVisible">Milliseconds from the last byte sent to the thumbnail fetched.</param>
/// <param name="UploadMegabytes">Size of the photo that was sent.</param>
/// <param name="StartToReady">Milliseconds from the start of the process to ready.</param>
/// <param name="IdleResident">Resident size some seconds after the start.</param>
internal sealed record ServerFigures(string Name, Figures? UploadToVisible, double UploadMegabytes, Figures? StartToReady, double? IdleResident);
