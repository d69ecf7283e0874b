using System.Diagnostics;
using System.Diagnostics.Metrics;
using Pixeli.Hosting.Telemetry;

namespace Pixeli.Processing;

/// <summary>Measures how photos get through: what became of them, and how long each stage takes.</summary>
internal sealed class ProcessingTimes(PixeliMeter meters)
{
    private readonly Counter<long> _photos = meters.Instruments.CreateCounter<long>("pixeli.processing.photos", "{photo}", "Photos that a worker was through with, by outcome.");
    private readonly Histogram<double> _durations = meters.Instruments.Durations("pixeli.processing.duration", "Time of a photo with a worker, from the claim to the end.");
    private readonly Histogram<double> _stages = meters.Instruments.Durations("pixeli.processing.stage.duration", "Time of a stage: turn (waiting until fewer photos are decoded), render.");

    /// <summary>A worker is through with a photo.</summary>
    public void Count(string outcome) => _photos.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>Measures a photo from its claim on, until disposed.</summary>
    public Measurement Photo(Guid photo) => new(_durations, default, Instruments.Spans.StartActivity("process photo", ActivityKind.Consumer)?.SetTag("pixeli.photo", photo));

    /// <summary>Measures a stage, until disposed.</summary>
    public Measurement Stage(string stage) => new(_stages, new("stage", stage), Instruments.Spans.StartActivity(stage));

    /// <summary>Something that is measured.</summary>
    internal readonly struct Measurement(Histogram<double> durations, KeyValuePair<string, object?> tag, Activity? span) : IDisposable
    {
        private readonly long _began = Stopwatch.GetTimestamp();

        public void Dispose()
        {
            if (tag.Key is null)
                durations.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds);
            else
                durations.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds, tag);
            span?.Dispose();
        }
    }
}
