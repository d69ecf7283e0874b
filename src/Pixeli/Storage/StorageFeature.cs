using Pixeli.Hosting;

namespace Pixeli.Storage;

internal static class StorageFeature
{
    /// <param name="services">The container.</param>
    /// <param name="folder">Where blobs are kept.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, string folder) =>
        services.AddSingleton<IBlobStore>(provider => new FolderBlobStore(folder, provider.GetRequiredService<Instance>().Staging));
}
