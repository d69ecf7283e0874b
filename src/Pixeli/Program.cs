using System.CommandLine;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Demo;
using Pixeli.Engagement;
using Pixeli.Events;
using Pixeli.FindMe;
using Pixeli.Hosting;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Health;
using Pixeli.Hosting.Limits;
using Pixeli.Hosting.Roles;
using Pixeli.Hosting.Security;
using Pixeli.Hosting.Telemetry;
using Pixeli.Importing;
using Pixeli.Mail;
using Pixeli.Media;
using Pixeli.Notifications;
using Pixeli.Operations;
using Pixeli.Operations.Backups;
using Pixeli.Operations.Doctor;
using Pixeli.Operations.Moving;
using Pixeli.Photos;
using Pixeli.Processing;
using Pixeli.Processing.Isolation;
using Pixeli.Profiles;
using Pixeli.Search;
using Pixeli.Sharing;
using Pixeli.Storage;
using Pixeli.Tagging;
using Pixeli.Tagging.Packs;
using Pixeli.Uploads;
using Pixeli.Uploads.Resumable;
using Pixeli.Web;

namespace Pixeli;

internal static class Program
{
    // Commands end by themselves when they are told to; a server says how long that may take (ShutdownOptions).
    private static readonly TimeSpan LongestEnd = TimeSpan.FromMinutes(20);

    private static Task<int> Main(string[] args)
    {
        NativeHeap.Configure();
        return CommandLine().Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = LongestEnd });
    }

    /// <summary>The program as a server, not yet started: all of it unless the role says otherwise.</summary>
    public static WebApplication BuildServer(string[] args, Action<WebApplicationBuilder>? configure = null, ServerRole? role = null)
    {
        var builder = WebServer.CreateBuilder(args, role ?? ServerRole.All);
        builder.Services.AddPixeli(builder.Configuration, role).AddWeb().ReadCookieKeysLate();
        configure?.Invoke(builder);
        var app = builder.Build();
        return role is { IsWeb: false } ? MapWorker(app) : MapAll(app);
    }

    /// <summary>Every feature without the web server: what a command runs with.</summary>
    public static IServiceCollection AddPixeli(this IServiceCollection services, IConfiguration configuration, ServerRole? role = null)
    {
        var data = new DataFolder(configuration["PIXELI_DATA"], configuration.GetValue<bool>("PIXELI_DATA_MUST_EXIST"));
        var database = new DatabaseOptions { Url = configuration["DATABASE_URL"], SqlitePath = data.Database };
        return services
            .AddData(database) // first: it begins what takes longest
            .AddHosting(data, database, role ?? ServerRole.All)
            .AddTelemetry(configuration)
            .AddApiDocument()
            .AddStorage(data)
            .AddMail()
            .AddAccounts(data)
            .AddEvents()
            .AddPhotos()
            .AddSearch()
            .AddUploads()
            .AddEngagement()
            .AddSharing()
            .AddNotifications()
            .AddProcessing()
            .AddTagging(data)
            .AddFindMe()
            .AddOperations()
            .AddProfiles()
            .AddImporting()
            .AddDemo()
            .AddMedia(data);
    }

    // Nobody talks to a worker but whoever asks how it is.
    private static WebApplication MapWorker(WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseProblemsForBareAnswers();
        app.UseRouting();
        app.MapHealth();
        return app;
    }

    private static WebApplication MapAll(WebApplication app)
    {
        app.UseMiddleware<RestOfBody>();
        app.UseForwardedHeaders();
        app.UseExceptionHandler();
        app.UseMiddleware<LastingAnswers>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseProblemsForBareAnswers();
        app.UseTusVersion();
        app.UseWeb();
        app.UseRouting();
        app.UseSpanNames();
        app.UseMiddleware<SameOrigin>();
        app.UseWebSockets();
        app.UseMiddleware<HandshakeTurns>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<RequestLimits>();
        app.UseReadableQueries();

        app.MapHealth();
        app.MapApiDocument();
        app.MapAccounts();
        app.MapEvents();
        app.MapPhotos();
        app.MapSearch();
        app.MapUploads();
        app.MapEngagement();
        app.MapSharing();
        app.MapNotifications();
        app.MapProfiles();
        app.MapFindMe();
        app.MapMedia();
        app.MapWeb();
        return app;
    }

    private static Task<IHost> StartAsync(CancellationToken cancellationToken) =>
        CommandHost.CreateAsync((services, configuration) => services.AddPixeli(configuration), cancellationToken);

    /// <param name="databaseUrl">DATABASE_URL, if another than the environment's.</param>
    private static IHost Open(string? databaseUrl = null) => CommandHost.Create((services, configuration) =>
    {
        if (databaseUrl is not null)
            configuration["DATABASE_URL"] = databaseUrl;
        services.AddPixeli(configuration);
    });

    private static RootCommand CommandLine()
    {
        var root = new RootCommand("Pixel-i: event photos for everyone who was there.")
        {
            ServeCommand.Create(),
            AdminCommand.Create(StartAsync),
            ImportCommand.Create(StartAsync),
            DemoCommand.Create(StartAsync),
            DoctorCommand.Create(StartAsync),
            BackupCommand.Create(StartAsync),
            RestoreCommand.Create(() => Open()),
            MigrateCommand.Create(Open),
            StorageCommand.Create(() => Open()),
            ModelsCommand.Create(() => Open()),
            RenderCommand.Create(),
        };
        root.SetAction((_, cancellationToken) => ServeCommand.RunAsync(ServerRole.All, cancellationToken));
        return root;
    }
}
