using System.CommandLine;
using System.Data.Common;
using Spectre.Console;

namespace Pixeli.Operations.Backups;

/// <summary><c>pixeli restore FOLDER [--force]</c>: makes a site of a backup.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("folder") { Description = "The backup." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace what is in the database, if it is not empty, and take the photos of the site that was copied over." };

    /// <param name="open">The features, their database untouched.</param>
    public static Command Create(Func<IHost> open)
    {
        var command = new Command("restore", "Make a site of a backup. No server may run; the database may be another kind than it was.") { Folder, Force };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            try
            {
                var folder = arguments.GetRequiredValue(Folder).FullName;
                var manifest = await BackupManifest.ReadAsync(folder, cancellationToken);
                using var host = open();
                await using var scope = host.Services.CreateAsyncScope();
                var restore = scope.ServiceProvider.GetRequiredService<Restore>();
                if (await restore.CheckAsync(manifest.Database, arguments.GetValue(Force), cancellationToken) is { } refusal)
                    return Fail(refusal);
                if (await restore.CheckStoreAsync(manifest, arguments.GetValue(Force), cancellationToken) is { } taken)
                    return Fail(taken);
                await CopyProgress.ShowAsync(async progress =>
                {
                    await restore.RunAsync(folder, manifest, progress, cancellationToken);
                    return 0;
                });
                AnsiConsole.MarkupLineInterpolated($"The site is as it was at {manifest.CreatedAt:u}: {manifest.Database.Tables.Sum(table => table.Rows):N0} rows, {manifest.Files:N0} files.");
                return 0;
            }
            catch (Exception failure) when (failure is IOException or DbException or InvalidDataException or UnauthorizedAccessException or OperationCanceledException)
            {
                return Fail($"Nothing was restored: {failure.Message}");
            }
        });
        return command;
    }

    private static int Fail(string message)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{message}[/]");
        return 1;
    }
}
