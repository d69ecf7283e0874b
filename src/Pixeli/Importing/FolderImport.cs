using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Imaging;
using Pixeli.Photos;
using Pixeli.Uploads;
using Spectre.Console;

namespace Pixeli.Importing;

/// <summary>Takes the photos of a folder in, the same way an upload comes in, and waits until they are processed.</summary>
internal sealed class FolderImport(IServiceScopeFactory scopes, Staging staging)
{
    private const int FilesAtOnce = 2;
    private static readonly TimeSpan ProcessingLook = TimeSpan.FromMilliseconds(250);
    private static readonly EnumerationOptions Recursive = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    public async Task RunAsync(
        DirectoryInfo folder, ImportTarget.Target target, ImportReport report, ProgressContext progress, CancellationToken cancellationToken)
    {
        var files = folder.EnumerateFiles("*", Recursive).OrderBy(file => file.FullName, StringComparer.Ordinal).ToList();
        var importing = progress.AddTask("Importing", maxValue: Math.Max(files.Count, 1));
        var processing = progress.AddTask("Processing", maxValue: 1);
        await Parallel.ForEachAsync(
            files,
            new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce, CancellationToken = cancellationToken },
            async (file, token) =>
            {
                await ImportAsync(folder, file, target, report, token);
                importing.Increment(1);
            });
        importing.Value = importing.MaxValue;
        await WaitUntilProcessedAsync(report, processing, cancellationToken);
    }

    private async Task ImportAsync(
        DirectoryInfo folder, FileInfo file, ImportTarget.Target target, ImportReport report, CancellationToken cancellationToken)
    {
        var name = Path.GetRelativePath(folder.FullName, file.FullName);
        try
        {
            await using var bytes = file.OpenRead();
            if (!await IsPictureAsync(bytes, cancellationToken))
            {
                if (HasPictureName(file))
                    report.AddFailure(name, "The file is not a picture.");
                else
                    report.AddOtherFile();
                return;
            }

            await using var scope = scopes.CreateAsyncScope();
            if (await FindAsync(scope.ServiceProvider.GetRequiredService<PixeliDb>(), bytes, target.EventId, cancellationToken) is { } there)
            {
                report.AddExisting();
                if (there.Status is PhotoStatus.Pending or PhotoStatus.Processing)
                    report.AddUnsettled(there.Id, name); // an import that was interrupted left it
                return;
            }

            bytes.Position = 0;
            var (staged, refusal) = await staging.ReceiveAsync(bytes, cancellationToken);
            if (staged is null)
            {
                report.AddFailure(name, refusal!.Message);
                return;
            }

            var result = (await scope.ServiceProvider.GetRequiredService<PhotoIntake>().AcceptAsync(
                target.EventId, target.PhotographerId, [new(staged, FileNames.Clean(file.Name), UnderstoodSettings.Default, [])], cancellationToken))[0];
            if (result.IsDuplicate)
                report.AddExisting();
            else
                report.AddImported(result.PhotoId, name);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or EventGoneException)
        {
            report.AddFailure(name, failure.Message);
        }
    }

    private static async Task<bool> IsPictureAsync(FileStream bytes, CancellationToken cancellationToken)
    {
        var head = new byte[ImageFormats.HeadBytes];
        var read = await bytes.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return ImageFormats.Detect(head.AsSpan(0, read)) is not null;
    }

    private static bool HasPictureName(FileInfo file) => Enum.GetValues<ImageFormat>()
        .Select(format => "." + format.Extension()).Append(".jpeg").Append(".tiff").Append(".heif")
        .Contains(file.Extension, StringComparer.OrdinalIgnoreCase);

    // Asked before anything is copied, so that running an import again costs reading the files and no more.
    private static async Task<Found?> FindAsync(PixeliDb db, FileStream bytes, Guid eventId, CancellationToken cancellationToken)
    {
        bytes.Position = 0;
        var hash = await SHA256.HashDataAsync(bytes, cancellationToken);
        return await db.Photos.Where(photo => photo.EventId == eventId && photo.Sha256 == hash)
            .Select(photo => new Found(photo.Id, photo.Status)).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task WaitUntilProcessedAsync(ImportReport report, ProgressTask task, CancellationToken cancellationToken)
    {
        task.MaxValue = Math.Max(report.Unsettled.Count, 1);
        var waiting = report.Unsettled.Keys.ToHashSet();
        while (waiting.Count > 0)
        {
            await using (var scope = scopes.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
                foreach (var some in waiting.Chunk(500))
                {
                    var there = await db.Photos.Where(photo => some.Contains(photo.Id))
                        .Select(photo => new { photo.Id, photo.Status, photo.ProcessingErrors }).ToListAsync(cancellationToken);
                    waiting.ExceptWith(some.Except(there.Select(photo => photo.Id))); // deleted meanwhile
                    foreach (var photo in there.Where(photo => photo.Status is PhotoStatus.Completed or PhotoStatus.Failed))
                    {
                        waiting.Remove(photo.Id);
                        if (photo.Status == PhotoStatus.Failed)
                            report.AddFailure(report.Unsettled[photo.Id], photo.ProcessingErrors ?? "It could not be processed.");
                    }
                }
            }

            task.Value = task.MaxValue - waiting.Count;
            if (waiting.Count > 0)
                await Task.Delay(ProcessingLook, cancellationToken);
        }

        task.Value = task.MaxValue;
    }

    private sealed record Found(Guid Id, PhotoStatus Status);
}
