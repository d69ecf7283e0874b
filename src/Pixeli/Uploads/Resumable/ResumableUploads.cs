using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;

namespace Pixeli.Uploads.Resumable;

/// <summary>Uploads that may take several requests: begins them, finds their owner's, takes their bytes.</summary>
public sealed class ResumableUploads(
    PixeliDb db, ReceivedFiles files, ResumableIntake intake, IOptions<UploadOptions> options, TimeProvider clock)
{
    /// <summary>Until when an upload that begins now can be continued.</summary>
    internal DateTime Expiry => clock.UtcNow + options.Value.ResumableLife;

    /// <summary>Begins an upload, if it may become a photo.</summary>
    public async Task<(ResumableUpload? Upload, Problem? Problem)> CreateAsync(
        long? length, string header, Caller caller, CancellationToken cancellationToken)
    {
        if (length is not { } bytes || bytes < 0)
            return (null, Problem.BadRequest("Upload-Length must say how many bytes the file has."));
        if (bytes > options.Value.MaxFileBytes)
            return (null, Staging.TooLarge(options.Value).ToProblem("image"));
        if (bytes == 0)
            return (null, Problem.Invalid("image", "The file is empty."));
        if (TusMetadata.Parse(header) is not { } metadata)
            return (null, Problem.BadRequest("Upload-Metadata must be pairs of a key and a Base64 value, with commas between them."));
        if (!Guid.TryParse(metadata.Event, out var eventId))
            return (null, Problem.Invalid("event", metadata.Event is null ? "This field is required." : "Not an event's id."));
        if (await db.CheckMayAddAsync(eventId, caller, cancellationToken) is { } refusal)
            return (null, refusal.StatusCode == StatusCodes.Status404NotFound ? Problem.Invalid("event", "There is no such event.") : refusal);
        if (await CheckAsync(metadata, cancellationToken) is { } invalid)
            return (null, invalid);
        return await AddAsync(
            new() { UserId = caller.Id, EventId = eventId, Length = bytes, Metadata = header, CreatedAt = clock.UtcNow, ExpiresAt = Expiry }, cancellationToken);
    }

    /// <summary>An upload of the caller's own; anybody else's is not there.</summary>
    public async Task<(ResumableUpload? Upload, Problem? Problem)> FindAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        var found = await db.ResumableUploads.AsNoTracking()
            .FirstOrDefaultAsync(upload => upload.Id == id && upload.UserId == caller.Id && upload.EventId != null, cancellationToken);
        if (found is null)
            return (null, Problem.NotFound());
        // "If a Client does attempt to resume an upload which has since been removed by the Server, the Server SHOULD respond
        // with the 404 Not Found or 410 Gone status. The latter one SHOULD be used if the Server is keeping track of expired uploads."
        return found.IsExpired(clock.UtcNow) ? (null, Problem.Gone("This upload was not continued in time. Begin it anew.")) : (found, null);
    }

    /// <summary>Takes the next bytes of an upload, and makes a photo of it after the last. Only for who holds its lock.</summary>
    public async Task<Problem?> ReceiveAsync(
        ResumableUpload upload, long offset, Stream body, long? announced, string? checksum, Caller caller, CancellationToken cancellationToken)
    {
        var received = upload.PhotoId is null ? files.Offset(upload.Id) : upload.Length;
        // "If the offsets do not match, the Server MUST respond with the 409 Conflict status without modifying the upload resource."
        if (offset != received)
            return Problem.Conflict($"This upload has {received} bytes.");
        var room = upload.Length - received;
        if (announced > room)
            return TooMuch(upload);
        if (upload.PhotoId is null && room > 0 && await TakeAsync(upload, body, room, checksum, cancellationToken) is { } refusal)
            return refusal;
        return await FinishAsync(upload, caller, cancellationToken);
    }

    /// <summary>Makes a photo of an upload that is all here. Only for who holds its lock.</summary>
    public async Task<Problem?> FinishAsync(ResumableUpload upload, Caller caller, CancellationToken cancellationToken) =>
        upload.PhotoId is null && files.Offset(upload.Id) == upload.Length
            ? await intake.FinishAsync(upload, upload.EventId!.Value, caller, cancellationToken)
            : null;

    private async Task<Problem?> TakeAsync(ResumableUpload upload, Stream body, long room, string? header, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(header))
            return await files.AppendAsync(upload.Id, body, room, cancellationToken) ? null : TooMuch(upload);
        if (TusChecksum.Parse(header) is not { } checksum)
            return Problem.BadRequest($"Upload-Checksum must be one of {TusChecksum.Names} and a Base64 value.");
        var (fits, isIntact) = await files.AppendCheckedAsync(upload.Id, body, room, checksum, cancellationToken);
        if (!fits)
            return TooMuch(upload);
        return isIntact ? null : TusChecksum.Mismatch("These bytes are not the ones that were sent. Send them again.");
    }

    private async Task<Problem?> CheckAsync(TusMetadata metadata, CancellationToken cancellationToken)
    {
        var (settings, errors) = metadata.Settings.Understand();
        if (settings is null)
            return Problem.Invalid([.. errors]);
        if (settings.People.Length == 0)
            return null;
        var people = await db.PeopleByNameAsync([.. settings.People.Select(name => name.ToUpperInvariant())], cancellationToken);
        return settings.UnknownIn(people) is { } unknown ? Problem.Invalid("tagged_usernames", unknown) : null;
    }

    /// <summary>Keeps a new upload, unless its owner has begun too many.</summary>
    internal async Task<(ResumableUpload? Upload, Problem? Problem)> AddAsync(ResumableUpload upload, CancellationToken cancellationToken)
    {
        var (now, owner) = (clock.UtcNow, upload.UserId);
        var begun = await db.ResumableUploads.CountAsync(row => row.UserId == owner && row.PhotoId == null && row.ExpiresAt > now, cancellationToken);
        if (begun >= options.Value.MaxUnfinished)
            return (null, Problem.TooMany("Too many uploads are begun and not finished. Finish or end some of them.", TimeSpan.FromMinutes(1)));
        try
        {
            await db.WriteAsync(
                async () =>
                {
                    db.Add(upload);
                    await db.SaveChangesAsync(cancellationToken);
                },
                cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsForeignKeyViolation(failure))
        {
            return (null, Problem.Invalid("event", "There is no such event."));
        }

        db.ChangeTracker.Clear();
        return (upload, null);
    }

    private static Problem TooMuch(ResumableUpload upload) => Problem.TooLarge($"The file was announced with {upload.Length} bytes.");
}
