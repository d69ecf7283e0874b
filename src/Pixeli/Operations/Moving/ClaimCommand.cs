using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.Options;
using Pixeli.Data;
using Pixeli.Storage;
using Spectre.Console;

namespace Pixeli.Operations.Moving;

/// <summary><c>pixeli storage claim [--force]</c>: says that the folder or bucket is this site's, where that cannot be told.</summary>
internal static class ClaimCommand
{
    private static readonly Option<bool> Force = new("--force") { Description = "Even if it keeps the photos of another site, or is an empty folder in which photos were." };

    /// <param name="open">The features, their database untouched.</param>
    public static Command Create(Func<IHost> open)
    {
        var command = new Command("claim", "Say that the folder or bucket that is configured is where this site's photos are, or shall be.") { Force };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            try
            {
                using var host = open();
                await host.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
                return await RunAsync(host.Services, arguments.GetValue(Force), cancellationToken);
            }
            catch (Exception failure) when (failure is IOException or DbException or UnauthorizedAccessException or OptionsValidationException or InvalidDataException)
            {
                return Fail(failure.Message);
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, bool force, CancellationToken cancellationToken)
    {
        var owner = services.GetRequiredService<StoreOwner>();
        var site = await services.GetRequiredService<SiteIdentity>().ReadAsync(cancellationToken);
        var marks = await owner.Store.MarksAsync(cancellationToken);
        if (!force && marks.Any(mark => mark.Site != site))
            return Fail($"The photos of another site are kept in {owner.Store}. With --force they become this site's, and that one stops showing them.");
        if (!force && marks.Any(mark => mark.IsCopy))
            return Fail($"In {owner.Store} is a copy of this site's photos, which were or are being moved. With --force this is where they are kept from now on; what came to the other place since is not here.");
        await owner.ClaimAsync(cancellationToken);
        AnsiConsole.MarkupLineInterpolated($"This site's photos are in {owner.Store}. pixeli doctor says whether all of them are.");
        return 0;
    }

    private static int Fail(string message)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{message}[/]");
        return 1;
    }
}
