using System.Diagnostics;
using System.Text.Json;

namespace Pixeli.Tests.Servers;

/// <summary>tus-js-client in a process of its own; see tus.mjs for what it is told and what it says.</summary>
internal sealed class TusClient : IDisposable
{
    private readonly Process _process;

    public TusClient(object task)
    {
        var start = new ProcessStartInfo("node", [SourceTree.Tests("Servers", "tus.mjs"), JsonSerializer.Serialize(task)])
        {
            RedirectStandardInput = true, // it ends with this process, however that ends
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        _process = Process.Start(start)!;
    }

    /// <summary>Everything it has said so far.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Reads on until a line begins with <paramref name="word"/>, and returns the rest of that line.</summary>
    public async Task<string> WaitForAsync(string word)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            Said.Add(line);
            if (line.StartsWith(word + " ", StringComparison.Ordinal))
                return line[(word.Length + 1)..];
        }

        Assert.Fail($"The client never said {word}, but: {string.Join("; ", Said)}");
        return "";
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
