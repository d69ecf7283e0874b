using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Hosting.Checkups;
using Pixeli.Storage;

namespace Pixeli.Photos.Checkups;

/// <summary>
/// Compares the photos with their files. Storage is listed first and rows are read after; what seems wrong is looked at again by
/// itself, since uploads and deletions go on meanwhile.
/// </summary>
internal sealed class PhotoFilesCheckup(IServiceScopeFactory scopes, IBlobStore store, TimeProvider clock) : ICheckup
{
    private const int BatchSize = 1000;

    public string Title => "Photos and their files";

    public async IAsyncEnumerable<Finding> LookAsync(CheckupOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = await PhotoFiles.ListAsync(store, cancellationToken);
        for (var last = Guid.Empty; ;)
        {
            var rows = await RowsAsync(photos => photos.Where(photo => photo.Id > last).OrderBy(photo => photo.Id).Take(BatchSize), cancellationToken);
            foreach (var row in rows)
            {
                var isWell = files.Take(row.Id, out var held) && held.Value.Original == row.Bytes && (held.Value.IsWhole || !row.IsCompleted);
                if ((!isWell || options.Hashes) && await LookAgainAsync(row.Id, options.Hashes, cancellationToken) is { } finding)
                    yield return finding;
            }

            if (rows.Count < BatchSize)
                break;
            last = rows[^1].Id;
        }

        foreach (var batch in files.Left.Where(photo => IsOlder(photo, options.Grace)).Chunk(BatchSize))
        {
            foreach (var photo in await WithoutRowsAsync(batch, cancellationToken))
            {
                if (await AnyFileAsync(photo, cancellationToken))
                    yield return new("files-without-photo", PhotoBlobs.Prefix(photo), "These files belong to no photo.", token => RemoveAsync(photo, token));
            }
        }
    }

    private async Task<Finding?> LookAgainAsync(Guid id, bool hashes, CancellationToken cancellationToken)
    {
        if ((await RowsAsync(photos => photos.Where(photo => photo.Id == id), cancellationToken)) is not [var row])
            return null; // deleted meanwhile
        await using (var original = await store.OpenAsync(PhotoBlobs.Original(id), cancellationToken))
        {
            if (original is null)
                return await IsThereAsync(id, cancellationToken) ? new("original-lost", $"{id}", "Its original is not in storage: take it from a backup.") : null;
            if (original.Length != row.Bytes)
                return new("original-differs", $"{id}", $"Its original has {original.Length} bytes instead of {row.Bytes}: take it from a backup.");
            if (hashes && !(await SHA256.HashDataAsync(original, cancellationToken)).AsSpan().SequenceEqual(row.Sha256))
                return new("original-differs", $"{id}", "Its original is not what was uploaded: take it from a backup.");
        }

        if (!row.IsCompleted)
            return null;
        foreach (var key in PhotoFiles.KeysOf(id))
        {
            await using var file = await store.OpenAsync(key, cancellationToken);
            if (file is null or { Length: 0 } && await IsThereAsync(id, cancellationToken))
                return new("rendition-lost", $"{id}", $"{key} is not in storage, or empty.", token => RenderAgainAsync(id, token));
        }

        return null;
    }

    // The time is in the id, which is older than anything that is stored under it.
    private bool IsOlder(Guid photo, TimeSpan grace) =>
        photo.Version != 7 || DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(photo.ToString("N")[..12], 16)) <= clock.GetUtcNow() - grace;

    private Task<List<Row>> RowsAsync(Func<IQueryable<Photo>, IQueryable<Photo>> which, CancellationToken cancellationToken) => WithDbAsync(db =>
        which(db.Photos.AsNoTracking()).Select(photo => new Row(photo.Id, photo.Bytes, photo.Sha256, photo.Status == PhotoStatus.Completed)).ToListAsync(cancellationToken));

    private Task<bool> IsThereAsync(Guid photo, CancellationToken cancellationToken) =>
        WithDbAsync(db => db.Photos.AnyAsync(row => row.Id == photo, cancellationToken));

    // What is being deleted has its own row, and goes by itself.
    private async Task<IEnumerable<Guid>> WithoutRowsAsync(Guid[] photos, CancellationToken cancellationToken)
    {
        var known = await WithDbAsync(async db => new HashSet<Guid>(
        [
            .. await db.Photos.Where(photo => photos.Contains(photo.Id)).Select(photo => photo.Id).ToListAsync(cancellationToken),
            .. await db.Set<BlobRemoval>().Where(removal => photos.Contains(removal.PhotoId)).Select(removal => removal.PhotoId).ToListAsync(cancellationToken),
        ]));
        return photos.Where(photo => !known.Contains(photo));
    }

    private async Task<bool> AnyFileAsync(Guid photo, CancellationToken cancellationToken)
    {
        foreach (var key in PhotoFiles.KeysOf(photo))
        {
            await using var file = await store.OpenAsync(key, cancellationToken);
            if (file is not null)
                return true;
        }

        return false;
    }

    private async Task RemoveAsync(Guid photo, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(photo, cancellationToken))
            await store.DeleteAllAsync(PhotoBlobs.Prefix(photo), cancellationToken);
    }

    private Task RenderAgainAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        return WithDbAsync(db => db.WriteAsync(
            () => db.Photos.Where(photo => photo.Id == id && photo.Status == PhotoStatus.Completed).ProcessAgainAsync(now, cancellationToken), cancellationToken));
    }

    private async Task<T> WithDbAsync<T>(Func<PixeliDb, Task<T>> use)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<PixeliDb>());
    }

    private sealed record Row(Guid Id, long Bytes, byte[] Sha256, bool IsCompleted);
}
