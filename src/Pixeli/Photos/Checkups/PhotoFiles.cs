using System.Diagnostics.CodeAnalysis;
using Pixeli.Media;
using Pixeli.Storage;

namespace Pixeli.Photos.Checkups;

/// <summary>What storage holds of each photo: a few bytes a photo, so that a million fit into memory.</summary>
internal sealed class PhotoFiles
{
    private static readonly MediaRendition[] Renditions = [MediaRendition.Thumbnail, MediaRendition.Preview, MediaRendition.Watermarked];
    private readonly Dictionary<Guid, Held> _photos = [];

    /// <summary>Photos that rows were not asked for yet.</summary>
    public IEnumerable<Guid> Left => _photos.Keys;

    public static IEnumerable<string> KeysOf(Guid photo) => Renditions.Select(rendition => PhotoBlobs.Rendition(photo, rendition)).Prepend(PhotoBlobs.Original(photo));

    public static async Task<PhotoFiles> ListAsync(IBlobStore store, CancellationToken cancellationToken)
    {
        await Task.Yield(); // a folder is listed without ever waiting
        var files = new PhotoFiles();
        await foreach (var blob in store.ListAsync("photos/", cancellationToken))
        {
            if (PhotoBlobs.PhotoOf(blob.Key) is { } photo)
                files.Add(photo, blob);
        }

        return files;
    }

    /// <summary>Takes out what there is of a photo.</summary>
    public bool Take(Guid photo, [NotNullWhen(true)] out Held? held)
    {
        var found = _photos.Remove(photo, out var value);
        held = found ? value : null;
        return found;
    }

    private void Add(Guid photo, StoredBlob blob)
    {
        var held = _photos.GetValueOrDefault(photo, new(null, 0));
        _photos[photo] = blob.Key == PhotoBlobs.Original(photo)
            ? held with { Original = blob.Bytes }
            : held with { Renditions = held.Renditions + (blob.Bytes > 0 && Renditions.Any(rendition => blob.Key == PhotoBlobs.Rendition(photo, rendition)) ? 1 : 0) };
    }

    /// <summary>What there is of one photo.</summary>
    /// <param name="Original">Size of the original; null for none.</param>
    /// <param name="Renditions">How many renditions that are not empty.</param>
    public readonly record struct Held(long? Original, int Renditions)
    {
        public bool IsWhole => Renditions == PhotoFiles.Renditions.Length;
    }
}
