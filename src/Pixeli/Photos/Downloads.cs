using Microsoft.EntityFrameworkCore;
using Pixeli.Data;

namespace Pixeli.Photos;

public static class Downloads
{
    /// <summary>Counts a download of the original.</summary>
    public static Task CountDownloadAsync(this PixeliDb db, Guid photo, CancellationToken cancellationToken) => db.WriteAsync(
        () => db.Photos.Where(row => row.Id == photo)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Downloads, row => row.Downloads + 1), cancellationToken),
        cancellationToken);

    /// <summary>
    /// Whether a request begins a download: one that is resumed asks for the rest, one that is cached asks whether it is new, and a
    /// browser that shows the picture in a page (Fetch Metadata) only looks closer.
    /// </summary>
    public static bool IsDownload(this HttpRequest request)
    {
        var headers = request.GetTypedHeaders();
        return HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Dest"] != "image" && headers.IfNoneMatch.Count == 0
            && (headers.Range is null || headers.Range.Ranges.First().From == 0);
    }
}
