using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Storage;

namespace Pixeli.Photos;

/// <summary>The originals of the newest photos, each of which was in the store before its row was.</summary>
internal sealed class KnownOriginals(PixeliDb db) : IKnownBlobs
{
    public string Prefix => "photos/";

    public async Task<IReadOnlyList<string>> LastAsync(int count, CancellationToken cancellationToken) =>
        (await db.Photos.OrderByDescending(photo => photo.Id).Select(photo => photo.Id).Take(count).ToListAsync(cancellationToken)).ConvertAll(PhotoBlobs.Original);
}
