using Microsoft.Extensions.Options;
using Pixeli.Hosting;
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
            if (options.Bucket is not null)
                return new BucketBlobStore(options, staging);
            provider.GetRequiredService<FolderInUse>();
            return new FolderBlobStore(data.Blobs, staging);
        });
        services.AddSingleton(_ => new FolderInUse(data.Root));
        services.AddHostedService<StoreAtStart>();
        services.AddHealthChecks().AddCheck<StoreCheck>("blobs");
        return services;
    }
}
