using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Pixeli.Tests.Faults;

/// <summary>What a process asks of the operating system, by strace, each call as it ended.</summary>
internal sealed partial class SystemCalls : IDisposable
{
    private readonly Process _strace;
    private readonly List<string> _ended = [];
    private readonly Dictionary<string, string> _begun = [];

    private SystemCalls(Process strace) => _strace = strace;

    /// <param name="process">The process, with all its threads.</param>
    /// <param name="names">The calls to tell of.</param>
    public static async Task<SystemCalls> OfAsync(int process, string names)
    {
        var start = new ProcessStartInfo("strace", ["-f", "-y", "-e", $"trace={names}", "-p", process.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true };
        var calls = new SystemCalls(Process.Start(start)!);
        while (await calls._strace.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains(" attached", StringComparison.Ordinal))
                return calls;
        }

        throw new InvalidOperationException("strace does not follow the process.");
    }

    /// <summary>Lets the process go on by itself, and tells what it did.</summary>
    public async Task<List<string>> StopAsync()
    {
        using var interrupt = Process.Start("kill", ["-INT", _strace.Id.ToString(CultureInfo.InvariantCulture)]);
        while (await _strace.StandardError.ReadLineAsync() is { } line)
            Add(line);
        return _ended;
    }

    public void Dispose()
    {
        if (!_strace.HasExited)
            _strace.Kill();
        _strace.Dispose();
    }

    // A call that another thread's came amid is told in two pieces.
    private void Add(string line)
    {
        if (Call().Match(line) is not { Success: true } call)
            return;
        var (thread, text) = (call.Groups["thread"].Value, call.Groups["text"].Value);
        if (text.EndsWith(Unfinished, StringComparison.Ordinal))
            _begun[thread] = text[..^Unfinished.Length];
        else if (Resumed().Match(text) is { Success: true } rest)
            _ended.Add(_begun.GetValueOrDefault(thread, "") + rest.Groups["rest"].Value);
        else
            _ended.Add(text);
    }

    private const string Unfinished = " <unfinished ...>";

    [GeneratedRegex(@"^\[pid +(?<thread>[0-9]+)\] (?<text>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Call();

    [GeneratedRegex(@"^<\.\.\. [a-z0-9]+ resumed>(?<rest>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Resumed();
}
