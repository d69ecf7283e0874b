using Microsoft.Extensions.Options;
using Pixeli.Hosting;
using Pixeli.Hosting.Telemetry;
using Pixeli.Storage.Bucket;

namespace Pixeli.Storage;

internal static class StorageFeature
{
    /// <param name="services">The container.</param>
    /// <param name="data">Where blobs are kept, where that is no bucket.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, DataFolder data)
    {
        services.AddOptions<StorageOptions>().BindConfiguration("Pixeli:Storage").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IBlobStore>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            var staging = provider.GetRequiredService<Instance>().Staging;
            IBlobStore store = options.Bucket is not null ? new BucketBlobStore(options, staging) : provider.GetRequiredService<FolderInUse>().Open(data.Blobs, staging);
            return provider.GetRequiredService<TelemetryState>().IsOn ? new MeasuredBlobStore(store, provider.GetRequiredService<PixeliMeter>()) : store;
        });
        services.AddSingleton(_ => new FolderInUse(data.Root));
        services.AddHostedService<StoreAtStart>();
        services.AddHealthChecks().AddCheck<StoreCheck>("blobs");
        return services;
    }
}
