using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;

namespace Pixeli.Uploads.Resumable;

/// <summary>A file that was shared to the site and waits to be told its event.</summary>
/// <param name="Id">The upload.</param>
/// <param name="FileName">Its name.</param>
/// <param name="Bytes">Its size.</param>
public sealed record SharedFile(Guid Id, string FileName, long Bytes);

/// <summary>
/// Files that a phone's share sheet sent before anybody could say where they belong. They are uploads that are all here and have
/// no event yet: kept, and forgotten after a while, like any other.
/// </summary>
public sealed class SharedFiles(
    PixeliDb db, ReceivedFiles files, ResumableUploads uploads, ResumableIntake intake, IOptions<UploadOptions> options, TimeProvider clock)
{
    /// <summary>Keeps a file for its owner.</summary>
    /// <returns>Why it was not kept, or null.</returns>
    public async Task<Problem?> ParkAsync(string fileName, Stream body, Caller caller, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        using var turn = files.TryLock(id); // so that nobody sweeps away a file that has no row yet
        var isKept = false;
        try
        {
            if (!await files.AppendAsync(id, body, options.Value.MaxFileBytes, cancellationToken))
                return Staging.TooLarge(options.Value).ToProblem("images");
            var upload = new ResumableUpload
            {
                Id = id,
                UserId = caller.Id,
                Length = files.Offset(id),
                Metadata = TusMetadata.Write(("filename", FileNames.Clean(fileName))),
                CreatedAt = clock.UtcNow,
                ExpiresAt = uploads.Expiry,
            };
            var (kept, problem) = await uploads.AddAsync(upload, cancellationToken);
            isKept = kept is not null;
            return problem;
        }
        finally
        {
            if (!isKept)
                files.Delete(id);
        }
    }

    /// <summary>The caller's files that wait.</summary>
    public async Task<IReadOnlyList<SharedFile>> ListAsync(Caller caller, CancellationToken cancellationToken) =>
        [.. (await WaitingAsync(caller, cancellationToken)).Select(upload => new SharedFile(upload.Id, NameOf(upload), upload.Length))];

    /// <summary>Where one of the caller's files that wait lies; null when it does not.</summary>
    public async Task<string?> FindAsync(Guid id, Caller caller, CancellationToken cancellationToken) =>
        await Waiting(caller).AnyAsync(upload => upload.Id == id, cancellationToken) ? files.PathOf(id) : null;

    /// <summary>Makes photos of the caller's files that wait.</summary>
    /// <returns>What became of each, or why none may become a photo there.</returns>
    public async Task<(IReadOnlyList<ReceiptLine> Results, Problem? Problem)> AcceptAsync(
        Guid eventId, Caller caller, CancellationToken cancellationToken)
    {
        if (await db.CheckMayAddAsync(eventId, caller, cancellationToken) is { } refusal)
            return ([], refusal);
        var results = new List<ReceiptLine>();
        foreach (var upload in await WaitingAsync(caller, cancellationToken))
        {
            await InTurnAsync(upload, async () =>
            {
                var problem = await intake.FinishAsync(upload, eventId, caller, cancellationToken);
                results.Add(new(NameOf(upload), upload.IsDuplicate, problem?.Detail, problem is null ? upload.PhotoId : null));
            });
        }

        return (results, null);
    }

    /// <summary>Forgets the caller's files that wait.</summary>
    public async Task DiscardAsync(Caller caller, CancellationToken cancellationToken)
    {
        foreach (var upload in await WaitingAsync(caller, cancellationToken))
            await InTurnAsync(upload, () => intake.ForgetAsync(upload.Id, cancellationToken));
    }

    private async Task InTurnAsync(ResumableUpload upload, Func<Task> act)
    {
        using var turn = files.TryLock(upload.Id);
        if (turn is not null) // otherwise another request is at it
            await act();
    }

    private Task<List<ResumableUpload>> WaitingAsync(Caller caller, CancellationToken cancellationToken) =>
        Waiting(caller).OrderBy(upload => upload.Id).ToListAsync(cancellationToken);

    private IQueryable<ResumableUpload> Waiting(Caller caller)
    {
        var (owner, now) = (caller.Id, clock.UtcNow);
        return db.ResumableUploads.AsNoTracking()
            .Where(upload => upload.UserId == owner && upload.ExpiresAt > now && upload.EventId == null && upload.PhotoId == null);
    }

    private static string NameOf(ResumableUpload upload) => TusMetadata.Parse(upload.Metadata)!.FileName;
}
