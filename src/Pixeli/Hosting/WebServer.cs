using Microsoft.AspNetCore.Connections;
using Pixeli.Hosting.Roles;

namespace Pixeli.Hosting;

/// <summary>The web server's own settings.</summary>
internal static class WebServer
{
    private const string DefaultAddress = "http://localhost:8000";
    private const string AnyPort = "http://127.0.0.1:0"; // a worker only answers how it is, and there may be many

    public static WebApplicationBuilder CreateBuilder(string[] args, ServerRole role)
    {
        ThreadPool.GetMinThreads(out _, out var completionPorts);
        ThreadPool.SetMinThreads(Environment.ProcessorCount + 1, completionPorts); // one waits for the disk where SQLite commits
        // Without IIS, HTTP/3 and logging for debuggers, which would take memory and time of every start.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(WebServer).Assembly.GetName().Name, // whoever started it: its static files are found by this name
            ContentRootPath = AppContext.BaseDirectory, // the program may be started from any folder
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseStaticWebAssets(); // the assets of a build, not only of a publish
        // Looking for assets that changed since the build takes a route of its own for every GET, which hides that a path takes other methods only.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls(role.IsWeb ? DefaultAddress : AnyPort);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, ConnectionMemory>();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddPixeliLogging();
        if (builder.Configuration.GetValue<LogFormat>("Pixeli:Log:Format") == LogFormat.Json)
            builder.Logging.AddJson();
        return builder;
    }

    // One object a line, with the ids of the request's trace.
    private static void AddJson(this ILoggingBuilder logging) => logging.AddJsonConsole(console =>
    {
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        console.IncludeScopes = true;
        console.JsonWriterOptions = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // a log is never read as HTML
    });

    /// <summary>Our own messages and others' warnings.</summary>
    public static void AddPixeliLogging(this ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error); // what goes wrong is thrown, and logged by who catches it
        logging.AddFilter("Microsoft.AspNetCore.Authentication.JwtBearer", LogLevel.Critical); // the same, and most of it is a client that hung up
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // it warns that keys lie in a folder: ours is the owner's only
    }
}
