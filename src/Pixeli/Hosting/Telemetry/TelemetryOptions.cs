using System.ComponentModel.DataAnnotations;

namespace Pixeli.Hosting.Telemetry;

/// <summary>Where metrics and traces go. The variables of OpenTelemetry (<c>OTEL_…</c>) say everything else.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Address of a receiver of OTLP, such as <c>http://127.0.0.1:4318</c>; without it that of <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, and without either nothing is measured.</summary>
    [Url]
    public string? Endpoint { get; set; }
}
