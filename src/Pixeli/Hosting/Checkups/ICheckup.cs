namespace Pixeli.Hosting.Checkups;

/// <summary>How a look at the whole site is done.</summary>
/// <param name="Grace">What is younger may be on its way, and is left alone.</param>
/// <param name="Hashes">Originals are read whole and compared with their hashes.</param>
public sealed record CheckupOptions(TimeSpan Grace, bool Hashes);

/// <summary>Something that is not as it should be.</summary>
/// <param name="Kind">Which damage: one word with hyphens, the same for all of its kind.</param>
/// <param name="Subject">What it befell: a photo, a file.</param>
/// <param name="Words">What is wrong with it.</param>
/// <param name="Mend">Sets it right, as far as it is still so; null where nothing but a backup does.</param>
public sealed record Finding(string Kind, string Subject, string Words, Func<CancellationToken, Task>? Mend = null);

/// <summary>What a feature looks for when it is asked whether all of its own is well. Safe beside running servers.</summary>
public interface ICheckup
{
    /// <summary>What is looked at, for who waits: <c>Photos and their files</c>.</summary>
    string Title { get; }

    /// <summary>Looks. What is found may be mended while it goes on.</summary>
    IAsyncEnumerable<Finding> LookAsync(CheckupOptions options, CancellationToken cancellationToken);
}
