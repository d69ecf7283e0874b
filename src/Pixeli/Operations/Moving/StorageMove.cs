using System.Security.Cryptography;
using Pixeli.Hosting;
using Pixeli.Storage;

namespace Pixeli.Operations.Moving;

/// <summary>
/// Copies every blob of one store to another, reads each there and compares it before it counts. What was compared in an earlier run is
/// not read again unless it was written since; what the source loses meanwhile is nobody's fault, and what servers changed at the target
/// since is left to them.
/// </summary>
internal sealed class StorageMove(IMarkedStore source, IMarkedStore target, MoveRecord record, BlobOwners owners, Instance instance)
{
    private const int AtOnce = 6;

    /// <summary>Copies what is not at the target.</summary>
    /// <param name="progress">Is told what is done.</param>
    /// <param name="cancellationToken">Stops it; the next run goes on.</param>
    /// <exception cref="StorageUnavailableException">A store cannot be reached.</exception>
    public async Task<MoveSummary> RunAsync(MoveProgress progress, CancellationToken cancellationToken)
    {
        var marks = await source.MarksAsync(cancellationToken);
        var there = await target.MarksAsync(cancellationToken);
        if (there.ExceptBy(marks.Select(mark => mark.Site), mark => mark.Site).Any())
            throw new IOException($"The photos of another site are kept in {target}: give this one a place of its own.");
        foreach (var mark in marks.Where(mark => !mark.IsCopy && !there.Contains(mark)))
            await target.MarkAsync(mark.Other, cancellationToken); // a server does not begin with half of it
        await record.ListAsync(source, target, cancellationToken);
        progress.Begin(record.Source.Bytes);
        var summary = new MoveSummary();
        await Parallel.ForEachAsync(
            record.Blobs(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (blob, token) =>
            {
                summary.Add(await TryAsync(blob, token), blob);
                progress.Done(blob.Bytes);
            });
        return summary;
    }

    /// <summary>
    /// Says that the target is where the photos are kept from now on, and the source is not: for when all of them are there and no server uses
    /// the source any more.
    /// </summary>
    public Task HandOverAsync(CancellationToken cancellationToken) => HandOverAsync(source, target, cancellationToken);

    /// <inheritdoc cref="HandOverAsync(CancellationToken)"/>
    public static async Task HandOverAsync(IMarkedStore source, IMarkedStore target, CancellationToken cancellationToken)
    {
        foreach (var mark in (await source.MarksAsync(cancellationToken)).Where(mark => !mark.IsCopy))
        {
            await target.MarkAsync(mark, cancellationToken);
            await source.MarkAsync(mark.Other, cancellationToken);
        }
    }

    private async Task<Moved> TryAsync(MovedBlob blob, CancellationToken cancellationToken)
    {
        try
        {
            return await MoveAsync(blob, cancellationToken);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException || (failure is IOException storage and not StorageUnavailableException && !storage.IsFull()))
        {
            return await IsGoneAsync(blob.Key, cancellationToken) ? Moved.Gone : Moved.Failed; // a damaged disk has other files that can be read
        }
    }

    // A server may delete what is moved.
    private async Task<bool> IsGoneAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await source.OpenAsync(key, cancellationToken);
            return stream is null;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task<Moved> MoveAsync(MovedBlob blob, CancellationToken cancellationToken)
    {
        if (blob.IsVerified)
        {
            if (blob.TargetBytes == blob.Bytes)
                return Moved.There;
            if (blob.TargetBytes is not null || !await owners.IsOwnedAsync(blob.Key, cancellationToken))
                return Moved.There; // it came across, and servers that use the target replaced or removed it
        }
        else if (blob.TargetBytes == blob.Bytes && await HashAsync(source, blob.Key, cancellationToken) is { } known
            && known == await HashAsync(target, blob.Key, cancellationToken))
        {
            record.Verified(blob, known);
            return Moved.There;
        }

        return await CopyAsync(blob, cancellationToken);
    }

    private async Task<Moved> CopyAsync(MovedBlob blob, CancellationToken cancellationToken)
    {
        var staged = Path.Combine(instance.Staging, Guid.CreateVersion7().ToString("N"));
        try
        {
            using (var local = await source.OpenLocalAsync(blob.Key, cancellationToken))
                SecondName.Give(local.Path, staged);
            string sha256;
            await using (var file = File.OpenRead(staged))
                sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
            await target.PutFileAsync(blob.Key, staged, cancellationToken);
            if (await HashAsync(target, blob.Key, cancellationToken) != sha256)
                return Moved.Failed;
            record.Verified(blob, sha256);
            return Moved.Copied;
        }
        finally
        {
            File.Delete(staged);
        }
    }

    /// <summary>SHA-256 of a blob; null when there is none.</summary>
    public static async Task<string?> HashAsync(IBlobStore store, string key, CancellationToken cancellationToken)
    {
        await using var stream = await store.OpenAsync(key, cancellationToken);
        return stream is null ? null : Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
