using System.CommandLine;
using System.Data.Common;
using Spectre.Console;

namespace Pixeli.Operations.Backups;

/// <summary><c>pixeli backup FOLDER</c>: a consistent copy of a site, running or not.</summary>
internal static class BackupCommand
{
    private const int Examples = 10;

    private static readonly Argument<DirectoryInfo> Folder = new("folder") { Description = "Where to: a folder that is empty or not there yet." };

    /// <param name="start">Starts the features.</param>
    public static Command Create(Func<CancellationToken, Task<IHost>> start)
    {
        var command = new Command("backup", "Copy the whole site into a folder: rows, photos and keys. Servers may run meanwhile.") { Folder };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var folder = arguments.GetRequiredValue(Folder);
            if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
                return Fail($"{folder.FullName} is not empty.");
            try
            {
                using var host = await start(cancellationToken);
                await using var scope = host.Services.CreateAsyncScope();
                var backup = scope.ServiceProvider.GetRequiredService<Backup>();
                var (manifest, damaged) = await CopyProgress.ShowAsync(progress => backup.RunAsync(folder.FullName, progress, cancellationToken));
                return Report(manifest, damaged, folder);
            }
            catch (Exception failure) when (failure is IOException or DbException or InvalidDataException or UnauthorizedAccessException or OperationCanceledException)
            {
                return Fail($"There is no backup: {failure.Message}");
            }
        });
        return command;
    }

    private static int Report(BackupManifest manifest, IReadOnlyList<string> damaged, DirectoryInfo folder)
    {
        AnsiConsole.MarkupLineInterpolated(
            $"{manifest.Database.Tables.Sum(table => table.Rows):N0} rows and {manifest.Files:N0} files ({manifest.FileBytes / 1e6:N1} MB) are in [bold]{folder.FullName}[/]. It holds the keys of the site: keep it as safe as the site.");
        if (damaged.Count == 0)
            return 0;
        AnsiConsole.MarkupLineInterpolated($"[red]{damaged.Count} files are missing in storage, or damaged[/] (pixeli doctor says more):");
        foreach (var key in damaged.Take(Examples))
            AnsiConsole.MarkupLineInterpolated($"  {key}");
        return 1;
    }

    private static int Fail(string message)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{message}[/]");
        return 1;
    }
}
