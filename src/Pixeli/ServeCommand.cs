using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Imaging;

namespace Pixeli;

/// <summary><c>pixeli serve</c>, and what runs without a command: the web server with its workers.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Start the server (the default). The address comes from ASPNETCORE_URLS, the data folder from PIXELI_DATA.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var app = Program.BuildServer([]);
            await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
            var renderer = app.Services.GetRequiredService<PhotoRenderer>();
            await app.StartAsync(cancellationToken);
            await WelcomeAsync(app, renderer, cancellationToken);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true); // starting leaves much that is never needed again
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception failure) when (failure is IOException or FormatException or ImagingException or System.Data.Common.DbException
            or InvalidDataException or UnauthorizedAccessException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"Pixel-i cannot start: {failure.Message}");
            return 1;
        }
    }

    private static async Task WelcomeAsync(WebApplication app, PhotoRenderer renderer, CancellationToken cancellationToken)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await using var scope = app.Services.CreateAsyncScope();
        var isNew = await scope.ServiceProvider.GetRequiredService<AccountCreation>().NeedsAdministratorAsync(cancellationToken);
        var data = app.Services.GetRequiredService<DataFolder>();
        Console.WriteLine($"Pixel-i listens on {address} and keeps its data in {data.Root}");
        if (isNew)
            Console.WriteLine($"First, open {address}/setup and create the administrator.");
        if (renderer.HeicUnavailableReason is { } reason)
            Console.WriteLine($"HEIC photos are off: {reason}");
    }
}
