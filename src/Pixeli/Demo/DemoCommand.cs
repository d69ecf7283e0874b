using System.CommandLine;
using Spectre.Console;

namespace Pixeli.Demo;

/// <summary><c>pixeli demo</c>: people, two events and forty photos that the program paints itself.</summary>
internal static class DemoCommand
{
    /// <param name="start">Starts the features.</param>
    public static Command Create(Func<CancellationToken, Task<IHost>> start)
    {
        var command = new Command("demo", "Fill this site with people, two events and forty photos to look at. Running it again changes nothing.");
        command.SetAction(async (_, cancellationToken) =>
        {
            using var host = await start(cancellationToken);
            await host.StartAsync(cancellationToken);
            var report = await AnsiConsole.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
                .StartAsync(progress => host.Services.GetRequiredService<DemoMaker>().MakeAsync(progress, cancellationToken));
            await host.StopAsync(CancellationToken.None);
            Print(report);
            return 0;
        });
        return command;
    }

    private static void Print(DemoReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn("New").AddColumn("There already");
        table.AddRow("people", $"{report.Passwords.Count}", $"{DemoSite.People.Length - report.Passwords.Count}");
        table.AddRow("events", $"{report.NewEvents}", $"{DemoSite.Events.Length - report.NewEvents}");
        table.AddRow("photos", $"{report.NewPhotos}", $"{DemoSite.Events.Sum(item => item.Photos) - report.NewPhotos}");
        AnsiConsole.Write(table);
        foreach (var (username, password) in report.Passwords)
            AnsiConsole.MarkupLineInterpolated($"{username} signs in with [bold]{password}[/]");
        if (report.Passwords.Count > 0)
            AnsiConsole.MarkupLine("These passwords are shown this once.");
    }
}
