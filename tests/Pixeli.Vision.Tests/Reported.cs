using Pixeli.Vision.Packs;

namespace Pixeli.Vision.Tests;

/// <summary>Progress at once, on the thread that makes it.</summary>
internal sealed class Reported(Action<PackProgress> report) : IProgress<PackProgress>
{
    public void Report(PackProgress value) => report(value);
}
