using System.Diagnostics.CodeAnalysis;

namespace Pixeli.Tagging.Packs;

/// <summary>How packs are downloaded: nothing of the machine is told but that it wants the file.</summary>
internal static class PackDownloads
{
    /// <summary>A client for one installation. A large file takes as long as it takes, but a server must answer.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes it.")]
    public static HttpClient Client() => new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(20),
        UseCookies = false,
        MaxAutomaticRedirections = 5,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
