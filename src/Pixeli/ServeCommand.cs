using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Roles;
using Pixeli.Imaging;
using Pixeli.Storage;

namespace Pixeli;

/// <summary><c>pixeli serve [--role web|worker|all]</c>, and what runs without a command: the web server with its workers.</summary>
internal static partial class ServeCommand
{
    private static readonly Option<string> Role = new("--role")
    {
        DefaultValueFactory = _ => "all",
        Description = "web answers people, worker processes photos and sends mails, all does both. Roles need PostgreSQL; start as many as you like.",
    };

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5); // by then all that runs in the background has run once

    public static Command Create()
    {
        var command = new Command("serve", "Start the server (the default). The address comes from ASPNETCORE_URLS, the data folder from PIXELI_DATA.") { Role };
        command.SetAction((arguments, cancellationToken) => ServerRole.Parse(arguments.GetRequiredValue(Role)) is { } role
            ? RunAsync(role, cancellationToken)
            : FailAsync($"The role is one of {ServerRole.Names}."));
        return command;
    }

    public static async Task<int> RunAsync(ServerRole role, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = Program.BuildServer([], role: role);
            if (role != ServerRole.All && app.Services.GetRequiredService<DatabaseOptions>().IsSqlite)
                return await FailAsync("Roles need PostgreSQL, by DATABASE_URL: with SQLite one process does everything.");
            app.Services.GetRequiredService<IStartupValidator>().Validate(); // the host would write the whole stack into the log
            await PrepareAsync(app.Services, ((IEndpointRouteBuilder)app).DataSources, cancellationToken);
            await app.Services.GetRequiredService<StoreAtStart>().LookAsync(cancellationToken); // before anything makes keys
            if (role == ServerRole.Web)
                await app.Services.WarmUpAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
            await WelcomeAsync(app, role, cancellationToken);
            _ = TidyUpAsync(app.Lifetime.ApplicationStopping);
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception failure) when (ReasonOf(failure) is { } reason)
        {
            return await FailAsync(reason);
        }
    }

    /// <summary>What to tell an operator; null for a mistake of ours.</summary>
    private static string? ReasonOf(Exception failure) => failure switch
    {
        IOException or FormatException or ImagingException or System.Data.Common.DbException or InvalidDataException or UnauthorizedAccessException
            or OptionsValidationException => failure.Message,
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => failure.Message, // a value of the wrong kind
        AggregateException settings when settings.InnerExceptions.All(setting => ReasonOf(setting) is not null) =>
            string.Join(' ', settings.InnerExceptions.Select(ReasonOf)),
        _ => null,
    };

    // What takes longest, on all cores. Endpoints are built again when the server starts, from delegates that are compiled and types that
    // are known to JSON by then.
    private static Task PrepareAsync(IServiceProvider services, IEnumerable<EndpointDataSource> endpoints, CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(services.GetRequiredService<PhotoRenderer>, cancellationToken), // looks for libvips and libheif
        Task.Run(() => endpoints.Sum(source => source.Endpoints.Count), cancellationToken),
        services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken));

    // Starting leaves much that is never needed again.
    private static async Task TidyUpAsync(CancellationToken stopping)
    {
        await Task.Delay(Settling, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stopping.IsCancellationRequested)
            return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeHeap.Trim();
    }

    private static async Task<int> FailAsync(string reason)
    {
        await Console.Error.WriteLineAsync($"Pixel-i cannot start: {reason}");
        return 1;
    }

    private static async Task WelcomeAsync(WebApplication app, ServerRole role, CancellationToken cancellationToken)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await using var scope = app.Services.CreateAsyncScope();
        var isNew = await scope.ServiceProvider.GetRequiredService<AccountCreation>().NeedsAdministratorAsync(cancellationToken);
        var data = app.Services.GetRequiredService<DataFolder>();
        var say = Speaker(app.Services);
        say(role.IsWeb
            ? $"Pixel-i listens on {address} and keeps its data in {data.Root}"
            : $"Pixel-i listens on {address} for questions about its health only, works, and keeps its data in {data.Root}");
        if (isNew && role.IsWeb)
            say($"First, open {address}/setup and create the administrator.");
        if (app.Services.GetRequiredService<PhotoRenderer>().HeicUnavailableReason is { } reason)
            say($"HEIC photos are off: {reason}");
    }

    // To people, or to the log where that is read by programs.
    private static Action<string> Speaker(IServiceProvider services)
    {
        if (services.GetRequiredService<IOptions<LogOptions>>().Value.Format == LogFormat.Text)
            return Console.WriteLine;
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ServeCommand));
        return words => LogWords(logger, words);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Words}")]
    private static partial void LogWords(ILogger logger, string words);
}
