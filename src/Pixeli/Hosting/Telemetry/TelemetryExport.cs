using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Pixeli.Hosting.Roles;

namespace Pixeli.Hosting.Telemetry;

/// <summary>
/// Sends what is measured to a receiver of OTLP: our own instruments, and those that the framework and Npgsql have anyway. A receiver that
/// is away costs what it would have been told, and nothing else.
/// </summary>
internal sealed class TelemetryExport(IConfiguration configuration, IOptions<TelemetryOptions> options, Instance instance, ServerRole role) : IHostedService, IDisposable
{
    private static readonly string[] Meters =
        [Instruments.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime"];

    private static readonly string[] Sources = [Instruments.Name, "Microsoft.AspNetCore", "Npgsql"];

    // A listener and no processor of the SDK: a type of ours that inherits from one of its types would load it where telemetry is off, since
    // Entity Framework looks at all types of this assembly for migrations.
    private readonly ActivityListener _addresses = new() { ShouldListenTo = source => source.Name == "Microsoft.AspNetCore", ActivityStopped = LeaveAddressOut };
    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(_addresses); // before those who send spans on
        var settings = Settings();
        _metrics = Sdk.CreateMeterProviderBuilder().ConfigureServices(services => services.AddSingleton(settings))
            .ConfigureResource(Describe).AddMeter(Meters).AddOtlpExporter().Build();
        _traces = Sdk.CreateTracerProviderBuilder().ConfigureServices(services => services.AddSingleton(settings))
            .ConfigureResource(Describe).AddSource(Sources).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what was measured last.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(Dispose, cancellationToken);

    public void Dispose()
    {
        _metrics?.Dispose(); // a second time does nothing
        _traces?.Dispose();
        _addresses.Dispose(); // last: no address goes out with the last spans
    }

    // The address of a share link is its own permission. The route says what was asked for, see SpanNames.
    private static void LeaveAddressOut(Activity span) => span.SetTag("url.path", null);

    // The SDK reads the OTEL_ variables from a configuration of its own; ours may also come from the command line or our own options.
    private IConfiguration Settings()
    {
        var settings = new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" }; // what the specification recommends
        foreach (var (name, value) in configuration.AsEnumerable().Where(setting => setting.Key.StartsWith("OTEL_", StringComparison.Ordinal)))
            settings[name] = value;
        if (options.Value.Endpoint is { } endpoint)
            settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }

    private void Describe(ResourceBuilder resource) => resource
        .AddService(
            "pixeli",
            serviceVersion: typeof(TelemetryExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
            serviceInstanceId: instance.Id.ToString())
        .AddAttributes([new("pixeli.role", (role.IsWeb, role.IsWorker) switch { (true, true) => "all", (true, false) => "web", _ => "worker" })])
        .AddEnvironmentVariableDetector(); // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word
}
