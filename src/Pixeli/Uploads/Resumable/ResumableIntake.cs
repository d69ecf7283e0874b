using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Photos;

namespace Pixeli.Uploads.Resumable;

/// <summary>
/// Makes a photo of an upload whose last byte is here. Its file stays until the row says which photo it became, and the row
/// says so in the transaction that makes the photo: a process that dies on the way has lost nothing, and whoever asks next
/// finishes it.
/// </summary>
public sealed class ResumableIntake(PixeliDb db, Staging staging, PhotoIntake intake, ReceivedFiles files)
{
    /// <summary>Finishes an upload. Only for who holds its lock; asked again, it answers the same.</summary>
    /// <returns>Why it is no photo, or null.</returns>
    public async Task<Problem?> FinishAsync(ResumableUpload upload, Guid eventId, Caller caller, CancellationToken cancellationToken)
    {
        if (upload.PhotoId is not null)
            return null;
        if (await db.CheckMayAddAsync(eventId, caller, cancellationToken) is { } refusal)
            return refusal;
        var metadata = TusMetadata.Parse(upload.Metadata)!;
        var settings = metadata.Settings.Understand().Settings!;
        var (staged, bad) = await staging.AdoptAsync(files.PathOf(upload.Id), cancellationToken);
        if (staged is null)
        {
            await ForgetAsync(upload.Id, cancellationToken);
            return bad!.ToProblem("image");
        }

        if (metadata.Sha256 is { } hash && !hash.Equals(Convert.ToHexString(staged.Sha256), StringComparison.OrdinalIgnoreCase))
        {
            staging.Discard(staged);
            await ForgetAsync(upload.Id, cancellationToken);
            return TusChecksum.Mismatch("The file that arrived is not the one that was sent. Send it again.");
        }

        return await AcceptAsync(upload, eventId, caller, new(staged, metadata.FileName, settings, await PeopleAsync(settings, cancellationToken)));
    }

    /// <summary>Ends an upload. Only for who holds its lock.</summary>
    public async Task ForgetAsync(Guid upload, CancellationToken cancellationToken)
    {
        await db.WriteAsync(() => db.ResumableUploads.Where(row => row.Id == upload).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        files.Delete(upload);
    }

    private async Task<Problem?> AcceptAsync(ResumableUpload upload, Guid eventId, Caller caller, IntakeFile file)
    {
        try
        {
            // The bytes are all here: a client that goes away now does not stop it.
            await intake.AcceptAsync(eventId, caller.Id, [file], CancellationToken.None, results => RecordAsync(upload, results[0]));
        }
        catch (EventGoneException gone)
        {
            return Problem.NotFound(gone.Message);
        }

        files.Delete(upload.Id);
        return null;
    }

    private Task RecordAsync(ResumableUpload upload, IntakeResult result)
    {
        (upload.PhotoId, upload.IsDuplicate) = (result.PhotoId, result.IsDuplicate);
        return db.ResumableUploads.Where(row => row.Id == upload.Id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.PhotoId, result.PhotoId).SetProperty(row => row.IsDuplicate, result.IsDuplicate));
    }

    // Who was there when the upload began and is gone meanwhile is left out: the photo matters more.
    private async Task<IReadOnlyList<Guid>> PeopleAsync(UnderstoodSettings settings, CancellationToken cancellationToken)
    {
        var people = await db.PeopleByNameAsync([.. settings.People.Select(name => name.ToUpperInvariant())], cancellationToken);
        return (settings with { People = [.. settings.People.Where(name => people.ContainsKey(name.ToUpperInvariant()))] }).PeopleIn(people);
    }
}
