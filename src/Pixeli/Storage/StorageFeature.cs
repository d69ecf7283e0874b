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
        services.AddSingleton<IMarkedStore>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            var staging = provider.GetRequiredService<Instance>().Staging;
            return options.Bucket is not null ? new BucketBlobStore(options, staging) : provider.GetRequiredService<FolderInUse>().Open(data.Blobs, staging);
        });
        services.AddSingleton<StoreOwner>();
        services.AddSingleton<IBlobStore>(provider =>
        {
            var store = new SiteBlobStore(provider.GetRequiredService<StoreOwner>());
            return provider.GetRequiredService<TelemetryState>().IsOn ? new MeasuredBlobStore(store, provider.GetRequiredService<PixeliMeter>()) : store;
        });
        services.AddSingleton(_ => new FolderInUse(data.Root));
        services.AddSingleton<StoreAtStart>();
        services.AddHostedService(provider => provider.GetRequiredService<StoreAtStart>());
        services.AddHealthChecks().AddCheck<StoreCheck>("blobs");
        return services;
    }
}
