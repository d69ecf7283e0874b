namespace Pixeli.Hosting.Telemetry;

/// <summary>Whether anybody receives what is measured. Where nobody does, nothing is set up that could measure.</summary>
internal sealed record TelemetryState(bool IsOn);

internal static class TelemetryFeature
{
    /// <param name="services">The container.</param>
    /// <param name="configuration">Says whether it is on, which must be known before anything is put together.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration("Pixeli:Telemetry").ValidateDataAnnotations().ValidateOnStart();
        var isOn = !string.IsNullOrWhiteSpace(configuration["Pixeli:Telemetry:Endpoint"] ?? configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        services.AddSingleton<PixeliMeter>();
        services.AddSingleton(new TelemetryState(isOn));
        if (!isOn)
            return services;
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false); // ASP.NET Core 10 describes its spans only when asked
        services.AddHostedService<TelemetryExport>();
        return services;
    }
}
