using System.Collections.Concurrent;
using Pixeli.Storage;

namespace Pixeli.Operations.Moving;

/// <summary>
/// Empties the source of a move that is over: reads everything at the target once more, and removes nothing at all unless all of it is there.
/// Servers may use the target already; what they replaced or deleted there since the move is no loss.
/// </summary>
internal sealed class SourceRemoval(IMarkedStore source, IMarkedStore target, MoveRecord record, BlobOwners owners)
{
    private const int AtOnce = 6;

    /// <summary>Reads everything at the target.</summary>
    /// <returns>The blobs that are not there as they should be, and why.</returns>
    public async Task<IReadOnlyList<(string Key, string Reason)>> VerifyAsync(MoveProgress progress, CancellationToken cancellationToken)
    {
        await record.ListAsync(source, target, cancellationToken);
        progress.Begin(record.Source.Bytes);
        var wrong = new ConcurrentQueue<(string, string)>();
        await Parallel.ForEachAsync(
            record.Blobs(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (blob, token) =>
            {
                if (await FaultAsync(blob, token) is { } reason)
                    wrong.Enqueue((blob.Key, reason));
                progress.Done(blob.Bytes);
            });
        return [.. wrong];
    }

    /// <summary>Removes what was verified.</summary>
    public async Task RemoveAsync(MoveProgress progress, CancellationToken cancellationToken)
    {
        await StorageMove.HandOverAsync(source, target, cancellationToken);
        progress.Begin(record.Source.Bytes);
        await Parallel.ForEachAsync(
            record.Blobs(),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (blob, token) =>
            {
                await source.DeleteAsync(blob.Key, token);
                progress.Done(blob.Bytes);
            });
        foreach (var mark in await source.MarksAsync(cancellationToken))
            await source.UnmarkAsync(mark.Site, cancellationToken);
        (source as FolderBlobStore)?.RemoveEmptyFolders();
    }

    private async Task<string?> FaultAsync(MovedBlob blob, CancellationToken cancellationToken)
    {
        if (!blob.IsVerified)
            return "was not moved yet";
        var found = await StorageMove.HashAsync(target, blob.Key, cancellationToken);
        if (found == blob.Sha256 || !await owners.IsOwnedAsync(blob.Key, cancellationToken))
            return null;
        if (found is null)
            return "is not there any more";
        return BlobOwners.NeverChanges(blob.Key) ? "is damaged there" : null;
    }
}
