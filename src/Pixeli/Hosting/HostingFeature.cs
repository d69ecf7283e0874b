using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Pixeli.Data;
using Pixeli.Hosting.Checkups;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.FanOut;
using Pixeli.Hosting.Health;
using Pixeli.Hosting.Limits;
using Pixeli.Hosting.Proxies;
using Pixeli.Hosting.Roles;

namespace Pixeli.Hosting;

/// <summary>What every feature stands on: time, signals, this process's identity, the JSON and error shapes of the contract.</summary>
internal static class HostingFeature
{
    public static IServiceCollection AddHosting(this IServiceCollection services, DataFolder data, DatabaseOptions database, ServerRole role)
    {
        services.AddSingleton(role);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(data);
        services.AddSingleton<Instance>();
        services.AddFanOut(database);
        services.AddSingleton<Signals>();
        services.AddShutdown();
        services.AddHostedService<InstanceRecovery>();
        services.AddScoped<ICheckup, StagingCheckup>();
        services.AddSingleton<BlobHold>();
        services.AddScoped<RunningServers>();
        services.AddExceptionHandler<ProblemHandler>();
        services.AddProblemDetails();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true); // so that ProblemHandler words the answer
        services.ConfigureHttpJsonOptions(options => Configure(options.SerializerOptions));
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitOptions>>((kestrel, limits) =>
            kestrel.Limits.MaxConcurrentConnections = kestrel.Limits.MaxConcurrentUpgradedConnections = limits.Value.Connections);
        services.AddOptions<LimitOptions>().BindConfiguration("Pixeli:Limits").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AttemptLimits>();
        services.AddOptions<LogOptions>().BindConfiguration("Pixeli:Log").ValidateOnStart();
        services.AddTrustedProxies();
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database").AddCheck<StorageCheck>("storage");
        return services;
    }

    private static void AddShutdown(this IServiceCollection services)
    {
        services.AddOptions<ShutdownOptions>().BindConfiguration("Pixeli:Shutdown").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HostOptions>().Configure<IOptions<ShutdownOptions>>((host, shutdown) => host.ShutdownTimeout = shutdown.Value.Longest);
    }

    private static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.Converters.Add(new UtcJson());
        options.Converters.Add(new PlainText());
        options.Converters.Add(new JsonStringEnumConverter());
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // application/json is never read as HTML here
    }
}
