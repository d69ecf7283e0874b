using System.Runtime.CompilerServices;

namespace Pixeli.Tests;

/// <summary>Whole outputs that were looked at and approved: files beside the tests. <c>PIXELI_ACCEPT_SNAPSHOTS=1</c> writes them anew.</summary>
internal static class Snapshot
{
    public static void Assert(string name, string actual, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("PIXELI_ACCEPT_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Xunit.Assert.True(File.Exists(path), $"{name} was never approved.");
        Xunit.Assert.Equal(File.ReadAllText(path), actual, ignoreLineEndingDifferences: true);
    }
}
