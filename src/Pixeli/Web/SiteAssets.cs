using Microsoft.AspNetCore.Components;

namespace Pixeli.Web;

/// <summary>
/// The site's own files by the names with which browsers may keep them for good. Components know them where a page of theirs answers;
/// receipts, and pages about what went wrong, answer at other addresses.
/// </summary>
internal sealed class SiteAssets(EndpointDataSource endpoints)
{
    private readonly Lazy<ResourceAssetCollection> _files = new(() =>
        endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<ResourceAssetCollection>()).FirstOrDefault(files => files is not null)
        ?? ResourceAssetCollection.Empty);

    public string this[string path] => $"/{_files.Value[path]}";
}
