using System.CommandLine;
using Pixeli.Vision;
using Pixeli.Vision.Packs;
using Spectre.Console;

namespace Pixeli.Tagging.Packs;

/// <summary><c>pixeli models</c>: the packs that machine vision sees with. A running server notices what changes.</summary>
internal static class ModelsCommand
{
    private const int Interrupted = 130; // what shells expect after Ctrl+C

    private static readonly Argument<string> Name = new("name") { Description = "The pack's name, as in the list." };
    private static readonly Argument<string?> OptionalName = new("name") { Description = "The pack's name; all that are installed by default.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<DirectoryInfo?> From = new("--from") { Description = "A folder that holds the pack's files, for machines without internet." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask whether the licence is accepted." };

    /// <param name="open">The features, not started.</param>
    public static Command Create(Func<IHost> open)
    {
        var list = new Command("list", "Show the packs that are known and how they are.");
        list.SetAction(_ => WithPacks(open, packs =>
        {
            PackTable.Print(packs.List());
            return Task.FromResult(0);
        }));
        var install = new Command("install", "Download a pack, or take it from a folder, and check its files.") { Name, From, Yes };
        install.SetAction((arguments, cancellationToken) => WithPacks(open, packs =>
            InstallAsync(packs, arguments.GetRequiredValue(Name), arguments.GetValue(From), arguments.GetValue(Yes), cancellationToken)));
        var verify = new Command("verify", "Compare the files of a pack with their checksums.") { OptionalName };
        verify.SetAction((arguments, cancellationToken) => WithPacks(open, packs => VerifyAsync(packs, arguments.GetValue(OptionalName), cancellationToken)));
        var remove = new Command("remove", "Remove a pack. Tags and vectors that it made stay until photos are looked at again.") { Name };
        remove.SetAction(arguments => WithPacks(open, packs => Task.FromResult(Remove(packs, arguments.GetRequiredValue(Name)))));
        return new Command("models", "Packs of models for machine vision.") { list, install, verify, remove };
    }

    private static async Task<int> InstallAsync(PackStore packs, string name, DirectoryInfo? from, bool isAccepted, CancellationToken cancellationToken)
    {
        if (from is { Exists: false })
            return Fail($"There is no folder {from.FullName}.");
        if (packs.Offered(name, from?.FullName) is not { } pack)
            return Fail($"There is no pack {name}. Known are {string.Join(", ", packs.List().Select(known => known.Name))}; any other needs a folder with its pack.json.");
        PackTable.PrintLicence(pack);
        if (!isAccepted)
        {
            if (Console.IsInputRedirected)
                return Fail("Read this, and run it again with --yes.");
            if (!await new ConfirmationPrompt(from is null ? "Download it under this licence?" : "Install it under this licence?") { DefaultValue = false }.ShowAsync(AnsiConsole.Console, cancellationToken))
                return 1;
        }

        using var client = PackDownloads.Client();
        var installed = await WithProgressAsync($"Installing {name}", progress => from is null
            ? packs.InstallAsync(name, client, progress, cancellationToken)
            : packs.InstallFromAsync(name, from.FullName, progress, cancellationToken));
        AnsiConsole.MarkupLineInterpolated($"[bold]{installed.Name}[/] is installed. Photos that come in from now on are looked at; going over the others is offered at /admin/models.");
        return 0;
    }

    private static async Task<int> VerifyAsync(PackStore packs, string? name, CancellationToken cancellationToken)
    {
        var names = name is not null ? [name] : packs.List().Where(pack => pack.State != PackState.Available).Select(pack => pack.Name).ToList();
        if (names.Count == 0)
            AnsiConsole.MarkupLine("No pack is installed.");
        var broken = 0;
        foreach (var each in names)
        {
            var pack = await WithProgressAsync($"Checking {each}", progress => packs.VerifyAsync(each, progress, cancellationToken));
            if (pack.State == PackState.Installed)
                AnsiConsole.MarkupLineInterpolated($"[bold]{each}[/] is as it should be.");
            else
                broken += Fail($"{each} is broken: {pack.Reason}");
        }

        return Math.Min(broken, 1);
    }

    private static int Remove(PackStore packs, string name)
    {
        if (!packs.Remove(name))
            return Fail($"{name} is not installed.");
        AnsiConsole.MarkupLineInterpolated($"[bold]{name}[/] is removed.");
        return 0;
    }

    private static Task<PackInfo> WithProgressAsync(string what, Func<IProgress<PackProgress>, Task<PackInfo>> work) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new RemainingTimeColumn())
        .StartAsync(context =>
        {
            var task = context.AddTask(what, autoStart: true, maxValue: 1);
            return work(new BarProgress(task));
        });

    private static async Task<int> WithPacks(Func<IHost> open, Func<PackStore, Task<int>> use)
    {
        using var host = open();
        try
        {
            return await use(host.Services.GetRequiredService<PackStore>());
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception failure) when (failure is VisionException or IOException or UnauthorizedAccessException)
        {
            return Fail(failure.Message);
        }
    }

    private static int Fail(string message)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{message}[/]");
        return 1;
    }

    // Not Progress<T>: it reports from other threads, and the last report after the end.
    private sealed class BarProgress(ProgressTask task) : IProgress<PackProgress>
    {
        public void Report(PackProgress value) => (task.MaxValue, task.Value) = (Math.Max(1, value.Total), value.Done);
    }
}
