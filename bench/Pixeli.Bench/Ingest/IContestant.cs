namespace Pixeli.Bench.Ingest;

/// <summary>Somebody who takes photos in, round by round.</summary>
internal interface IContestant : IAsyncDisposable
{
    string Name { get; }

    /// <summary>The process whose resident size counts.</summary>
    int ProcessId { get; }

    /// <summary>Takes every photo in, <paramref name="copies"/> times over.</summary>
    /// <returns>How long that took.</returns>
    Task<TimeSpan> RoundAsync(int copies, CancellationToken cancellationToken);
}
