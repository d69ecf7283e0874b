using System.CommandLine;
using System.Data.Common;
using Pixeli.Hosting.Checkups;
using Spectre.Console;

namespace Pixeli.Operations.Doctor;

/// <summary><c>pixeli doctor [--fix]</c>: whether everything is where it should be. 0: it is; 1: it is not; 2: it could not be told.</summary>
internal static class DoctorCommand
{
    private const int Well = 0;
    private const int Ill = 1;
    private const int Unknown = 2;

    private static readonly Option<bool> Fix = new("--fix") { Description = "Mend what can be mended." };
    private static readonly Option<bool> Hashes = new("--hashes") { Description = "Read every original and compare it with its hash: as long as reading the whole storage takes." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print the findings as JSON." };
    private static readonly Option<TimeSpan> Grace = new("--grace")
    {
        DefaultValueFactory = _ => TimeSpan.FromDays(1),
        Description = "Files without a photo that are younger (d.hh:mm:ss) may be uploads under way, and are left alone.",
    };

    /// <param name="start">Starts the features.</param>
    public static Command Create(Func<CancellationToken, Task<IHost>> start)
    {
        var command = new Command("doctor", "Look whether rows and files agree, and nothing is stuck. Servers may run meanwhile.") { Fix, Hashes, Grace, Json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var options = new CheckupOptions(arguments.GetValue(Grace), arguments.GetValue(Hashes));
            try
            {
                using var host = await start(cancellationToken);
                await using var scope = host.Services.CreateAsyncScope();
                var found = await RunAsync(scope.ServiceProvider.GetRequiredService<Diagnosis>(), options, arguments.GetValue(Fix), arguments.GetValue(Json), cancellationToken);
                return found.All(finding => finding.IsMended) ? Well : Ill;
            }
            catch (Exception failure) when (failure is DbException or IOException or UnauthorizedAccessException or FormatException or OperationCanceledException)
            {
                await Console.Error.WriteLineAsync($"Could not look: {failure.Message}");
                return Unknown;
            }
        });
        return command;
    }

    private static async Task<IReadOnlyList<Diagnosed>> RunAsync(
        Diagnosis diagnosis, CheckupOptions options, bool mend, bool asJson, CancellationToken cancellationToken)
    {
        if (asJson)
        {
            var silent = await diagnosis.RunAsync(options, mend, _ => { }, cancellationToken);
            DoctorReport.WriteJson(silent);
            return silent;
        }

        var found = await AnsiConsole.Status().StartAsync(
            "Looking", status => diagnosis.RunAsync(options, mend, title => status.Status(Markup.Escape(title)), cancellationToken));
        DoctorReport.Print(AnsiConsole.Console, found, mend);
        return found;
    }
}
