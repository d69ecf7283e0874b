using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;

namespace Pixeli.Uploads;

/// <summary>One request with up to twenty files and what is said of them, in parts of any order. One bad file never fails the others.</summary>
internal sealed class BulkUpload(
    PixeliDb db, Staging staging, PhotoIntake intake, IOptions<UploadOptions> options, IOptions<JsonOptions> json)
{
    /// <summary>Reads the request and accepts its photos.</summary>
    /// <returns>One result a file, or the problem with the whole request.</returns>
    public async Task<(IReadOnlyList<BulkUploadResult> Results, Problem? Problem)> ReceiveAsync(
        Guid eventId, Caller caller, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await db.CheckMayAddAsync(eventId, caller, cancellationToken) is { } refusal)
            return ([], refusal);
        if (MultipartParts.ReaderFor(request) is not { } reader)
            return ([], MultipartParts.NotMultipart());
        var files = new List<BulkFile>();
        try
        {
            var (metadata, problem) = await ReadAsync(reader, files, cancellationToken);
            return problem is null ? await AcceptAsync(eventId, caller, files, metadata!, cancellationToken) : ([], problem);
        }
        catch (EventGoneException gone)
        {
            return ([], Problem.NotFound(gone.Message));
        }
        finally
        {
            foreach (var file in files)
            {
                if (file.Staged is { } staged)
                    staging.Discard(staged);
            }
        }
    }

    private async Task<(List<FileMetadata>? Metadata, Problem? Problem)> ReadAsync(
        MultipartReader reader, List<BulkFile> files, CancellationToken cancellationToken)
    {
        string? text = null;
        await foreach (var part in reader.PartsAsync(cancellationToken))
        {
            if (part.Name == "metadata")
                text = await part.ReadTextAsync(options.Value.MaxFieldBytes, cancellationToken);
            if (part is not { Name: "images", FileName: { } clientId })
                continue;
            if (files.Count == options.Value.MaxFiles)
                return (null, Problem.Invalid("images", $"At most {options.Value.MaxFiles} files in one request."));
            var (staged, refusal) = await staging.ReceiveAsync(part.Body, cancellationToken);
            files.Add(new(clientId, staged, refusal?.Message));
        }

        if (files.Count == 0)
            return (null, Problem.Invalid("images", "No file was sent."));
        if (text is null)
            return (null, Problem.Invalid("metadata", "This field is required."));
        return FileMetadata.ReadAll(text, json.Value.SerializerOptions) is { } metadata
            ? (metadata, null)
            : (null, Problem.Invalid("metadata", "A JSON array with one object a file."));
    }

    private async Task<(IReadOnlyList<BulkUploadResult> Results, Problem? Problem)> AcceptAsync(
        Guid eventId, Caller caller, List<BulkFile> files, List<FileMetadata> metadata, CancellationToken cancellationToken)
    {
        var names = metadata.SelectMany(entry => entry.TaggedUsernames ?? []).Select(name => name?.Trim().ToUpperInvariant() ?? "").Distinct().ToList();
        var people = names.Count == 0 ? [] : await db.PeopleByNameAsync(names, cancellationToken);
        var results = new BulkUploadResult?[files.Count];
        var accepted = new List<(int Index, IntakeFile File)>();
        for (var index = 0; index < files.Count; index++)
        {
            var (file, error) = Combine(files, index, metadata, people);
            if (file is null)
                results[index] = BulkUploadResult.Failed(files[index].ClientId, error!);
            else
                accepted.Add((index, file));
        }

        foreach (var (index, _) in accepted)
            files[index] = files[index] with { Staged = null }; // the intake's from here on, also to discard
        var outcome = await intake.AcceptAsync(eventId, caller.Id, [.. accepted.Select(pair => pair.File)], cancellationToken);
        foreach (var ((index, _), result) in accepted.Zip(outcome))
            results[index] = BulkUploadResult.Done(files[index].ClientId, result);
        var missing = metadata.Where(entry => !files.Exists(file => file.ClientId == entry.ClientId))
            .Select(entry => BulkUploadResult.Failed(entry.ClientId ?? "", entry.Error ?? "No file with this client_id was sent."));
        return ([.. results.OfType<BulkUploadResult>(), .. missing], null);
    }

    private static (IntakeFile? File, string? Error) Combine(
        List<BulkFile> files, int index, List<FileMetadata> metadata, Dictionary<string, Guid> people)
    {
        var file = files[index];
        if (files.FindIndex(other => other.ClientId == file.ClientId) < index)
            return (null, "Two files have this client_id.");
        if (file.Staged is null)
            return (null, file.Error);
        if (metadata.Find(entry => entry.ClientId == file.ClientId) is not { } entry)
            return (null, "The metadata has no entry for this file.");
        if (entry.Error is not null)
            return (null, entry.Error);
        var (settings, errors) = entry.Understand();
        if (settings is null)
            return (null, string.Join(' ', errors.Select(error => $"{error.Field}: {error.Message}")));
        return settings.UnknownIn(people) is { } unknown
            ? (null, $"tagged_usernames: {unknown}")
            : (new(file.Staged, FileNames.Clean(entry.FileName ?? file.ClientId), settings, settings.PeopleIn(people)), null);
    }

    private sealed record BulkFile(string ClientId, StagedPhoto? Staged, string? Error);
}
