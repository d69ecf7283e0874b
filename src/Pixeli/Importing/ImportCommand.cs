using System.CommandLine;
using Spectre.Console;

namespace Pixeli.Importing;

/// <summary><c>pixeli import FOLDER --event TITLE [--as USER]</c>: every photo below a folder into one event. Can be interrupted and run again.</summary>
internal static class ImportCommand
{
    private const int Interrupted = 130; // what shells expect after Ctrl+C

    private static readonly Argument<DirectoryInfo> Folder = new("folder") { Description = "Every photo in it and below it is imported." };
    private static readonly Option<string> Event = new("--event") { Required = true, Description = "Title of the event; made when there is none." };
    private static readonly Option<string?> As = new("--as") { Description = "User name of the photographer; the first administrator by default." };

    /// <param name="start">Starts the features.</param>
    public static Command Create(Func<CancellationToken, Task<IHost>> start)
    {
        var command = new Command("import", "Import a folder of photos into an event. What is there already is skipped.") { Folder, Event, As };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var folder = arguments.GetRequiredValue(Folder);
            if (!folder.Exists)
                return Fail($"There is no folder {folder.FullName}.");
            using var host = await start(cancellationToken);
            await using var scope = host.Services.CreateAsyncScope();
            var (target, problem) = await scope.ServiceProvider.GetRequiredService<ImportTarget>()
                .FindOrCreateAsync(arguments.GetRequiredValue(Event), arguments.GetValue(As), cancellationToken);
            if (target is null)
                return Fail(problem!);
            await host.StartAsync(cancellationToken); // the workers: photos are processed while others are imported
            var report = new ImportReport();
            var finished = await RunAsync(host.Services, folder, target, report, cancellationToken);
            await host.StopAsync(CancellationToken.None);
            report.Print(AnsiConsole.Console, finished);
            return finished ? Math.Min(report.Failed, 1) : Interrupted;
        });
        return command;
    }

    private static async Task<bool> RunAsync(
        IServiceProvider services, DirectoryInfo folder, ImportTarget.Target target, ImportReport report, CancellationToken cancellationToken)
    {
        try
        {
            await AnsiConsole.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
                .StartAsync(progress => services.GetRequiredService<FolderImport>().RunAsync(folder, target, report, progress, cancellationToken));
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static int Fail(string message)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{message}[/]");
        return 1;
    }
}
