using System.Collections.Concurrent;
using Pixeli.Hosting;
using Pixeli.Tagging.Labels;

namespace Pixeli.Tagging.Words;

/// <summary>The vectors of what is searched for, kept for the next page of the same search.</summary>
public sealed class WordVectors(IVisionEngine engine)
{
    private const int Most = 500;

    private readonly ConcurrentDictionary<(string Stamp, string Words), float[]> _known = [];

    /// <summary>The vector of words; null without a pack for them.</summary>
    /// <exception cref="Vision.VisionException">The model failed.</exception>
    public async Task<float[]?> OfAsync(string stamp, string words, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((stamp, words), out var vector))
            return vector;
        // The model takes a processor for tens of milliseconds, and seconds when it is opened.
        vector = await OwnThread.RunAsync(() => engine.VectorOf(LabelVectors.Prompt(words)), cancellationToken);
        if (vector is null)
            return null;
        if (_known.Count >= Most)
            _known.Clear();
        return _known[(stamp, words)] = vector;
    }
}
