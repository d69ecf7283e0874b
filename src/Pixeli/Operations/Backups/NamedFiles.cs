using System.Runtime.CompilerServices;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Data.Portable;
using Pixeli.Media;
using Pixeli.Photos;

namespace Pixeli.Operations.Backups;

/// <summary>A file that rows name.</summary>
/// <param name="Key">Where it is in storage.</param>
/// <param name="Sha256">What its content must be, where that is known.</param>
internal sealed record NamedFile(string Key, string? Sha256);

/// <summary>The files that the rows of a dump name: exactly those a site with these rows needs.</summary>
internal static class NamedFiles
{
    public static async IAsyncEnumerable<NamedFile> OfAsync(string tables, PortableDump dump, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var photo in dump.RowsAsync(tables, "photos", ["id", "sha256", "status"], cancellationToken))
        {
            var id = (Guid)photo[0]!;
            yield return new(PhotoBlobs.Original(id), Convert.ToHexStringLower((byte[])photo[1]!));
            if ((string)photo[2]! != WireCode<PhotoStatus>.ToCode(PhotoStatus.Completed))
                continue;
            foreach (var rendition in Enum.GetValues<MediaRendition>())
                yield return new(PhotoBlobs.Rendition(id, rendition), null);
        }

        await foreach (var person in dump.RowsAsync(tables, "users", ["id", "picture_version"], cancellationToken))
        {
            if ((int)person[1]! is var version and not 0)
                yield return new(PictureBlobs.Key((Guid)person[0]!, version), null);
        }
    }
}
