using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Pixeli.Hosting.Telemetry;

/// <summary>What our own instruments have in common. An instrument that nobody listens to costs a comparison.</summary>
internal static class Instruments
{
    public const string Name = "Pixeli";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    /// <summary>Our own spans.</summary>
    public static ActivitySource Spans { get; } = new(Name);

    /// <summary>Seconds that something takes, from a millisecond to minutes.</summary>
    public static Histogram<double> Durations(this Meter meter, string name, string description) => meter.CreateHistogram(name, "s", description, null, Seconds);
}

/// <summary>The meter of our own instruments: one for each program that is put together, so that several in one process do not mix.</summary>
public sealed class PixeliMeter(IMeterFactory factory)
{
    public Meter Instruments { get; } = factory.Create(Telemetry.Instruments.Name);
}
