using System.CommandLine;
using System.Data.Common;
using Pixeli.Data;
using Pixeli.Data.Portable;
using Pixeli.Hosting;
using Spectre.Console;

namespace Pixeli.Operations.Backups;

/// <summary><c>pixeli migrate --from sqlite --to postgresql</c>: moves the rows of a site to the other database. Photos stay where they are.</summary>
internal static class MigrateCommand
{
    private const string Sqlite = "sqlite";
    private const string Postgres = "postgresql";

    private static readonly Option<string> From = new("--from") { Required = true, Description = $"{Sqlite} or {Postgres}." };
    private static readonly Option<string> To = new("--to") { Required = true, Description = $"{Postgres} or {Sqlite}." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace what is in the other database, if it is not empty." };

    /// <param name="open">The features with a DATABASE_URL, their database untouched.</param>
    public static Command Create(Func<string, IHost> open)
    {
        var command = new Command("migrate", "Move the rows to the other database: SQLite in the data folder, PostgreSQL at DATABASE_URL. No server may run.") { From, To, Force };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var (from, to) = (arguments.GetRequiredValue(From), arguments.GetRequiredValue(To));
            var url = Environment.GetEnvironmentVariable("DATABASE_URL");
            if ((from, to) is not ((Sqlite, Postgres) or (Postgres, Sqlite)))
                return Fail($"It goes from {Sqlite} to {Postgres}, or back.");
            if (string.IsNullOrWhiteSpace(url))
                return Fail("DATABASE_URL does not say where PostgreSQL is.");
            try
            {
                using var source = open(from == Sqlite ? "" : url);
                using var target = open(to == Sqlite ? "" : url);
                return await RunAsync(source.Services, target.Services, arguments.GetValue(Force), cancellationToken) is { } refusal
                    ? Fail(refusal)
                    : Done(to);
            }
            catch (Exception failure) when (failure is IOException or DbException or InvalidDataException or UnauthorizedAccessException or FormatException or OperationCanceledException)
            {
                return Fail($"Nothing was moved: {failure.Message}");
            }
        });
        return command;
    }

    private static async Task<string?> RunAsync(IServiceProvider from, IServiceProvider to, bool force, CancellationToken cancellationToken)
    {
        var options = from.GetRequiredService<DatabaseOptions>();
        if (options.IsSqlite && !File.Exists(options.SqlitePath))
            return $"There is no database {options.SqlitePath}.";
        await using var source = from.CreateAsyncScope();
        await using var target = to.CreateAsyncScope();
        if (await source.ServiceProvider.GetRequiredService<RunningServers>().FindAsync(cancellationToken) is { } running)
            return running;
        await from.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        var folder = Path.Combine(from.GetRequiredService<Instance>().Staging, "migration"); // the owner's only
        try
        {
            var dump = await AnsiConsole.Status().StartAsync("Reading", _ => source.ServiceProvider.GetRequiredService<PixeliDb>().ExportAsync(folder, (_, _) => { }, cancellationToken));
            if (await target.ServiceProvider.GetRequiredService<Restore>().CheckAsync(dump, force, cancellationToken) is { } refusal)
                return refusal;
            await AnsiConsole.Status().StartAsync(
                "Writing",
                status => target.ServiceProvider.GetRequiredService<PixeliDb>().ImportAsync(folder, dump, table => status.Status($"Written: {table}"), cancellationToken));
            await to.GetRequiredService<SiteIdentity>().ReplaceAsync(await from.GetRequiredService<SiteIdentity>().ReadAsync(cancellationToken), cancellationToken); // the photos stay
            Print(dump);
            return null;
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(PortableDump dump)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("table").AddColumn(new TableColumn("rows").RightAligned());
        foreach (var item in dump.Tables.Where(item => item.Rows > 0))
            table.AddRow(item.Name, $"{item.Rows:N0}");
        AnsiConsole.Write(table);
    }

    private static int Done(string to)
    {
        AnsiConsole.MarkupLine(to == Postgres
            ? "Every row was counted again at its new place. Start with this [bold]DATABASE_URL[/] from now on; pixeli.db is as it was."
            : "Every row was counted again at its new place. Start without [bold]DATABASE_URL[/] from now on; the other database is as it was.");
        return 0;
    }

    private static int Fail(string message)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{message}[/]");
        return 1;
    }
}
