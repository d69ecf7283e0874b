using Pixeli.Bench.Server;

namespace Pixeli.Bench.Api;

/// <summary>A running build with a client that is signed in.</summary>
internal sealed class LoadedServer : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private LoadedServer(ServerProcess process, ServerClient client) => (_process, Client) = (process, client);

    public ServerClient Client { get; }

    public int ProcessId => _process.Id;

    public static async Task<LoadedServer> StartAsync(string dll, string data, CancellationToken cancellationToken, string username = ServerProcess.Username)
    {
        var process = await ServerProcess.StartAsync(dll, data, cancellationToken);
        try
        {
            return new(process, await ServerClient.SignInAsync(process.Address, cancellationToken, username));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return _process.DisposeAsync();
    }
}
