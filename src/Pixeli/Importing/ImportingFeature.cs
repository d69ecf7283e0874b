namespace Pixeli.Importing;

internal static class ImportingFeature
{
    public static IServiceCollection AddImporting(this IServiceCollection services) =>
        services.AddScoped<ImportTarget>().AddSingleton<FolderImport>();
}
