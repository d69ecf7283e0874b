namespace Pixeli.Tagging;

/// <summary>What an administrator chose: words to look for, how sure to be, and whether old photos are gone over.</summary>
/// <param name="Labels">Lower case, each once.</param>
/// <param name="Thresholds">How sure to be.</param>
/// <param name="BackfillRuns">Photos that were looked at with something else are looked at again.</param>
public sealed record VisionChoices(IReadOnlyList<string> Labels, VisionThresholds Thresholds, bool BackfillRuns)
{
    /// <summary>Labels beyond these are cut.</summary>
    public const int MaxLabels = 500;

    /// <summary>The lines of a text as labels: lower case, each once, none empty.</summary>
    public static IReadOnlyList<string> LabelsIn(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.ToLowerInvariant()).Where(line => line.Length <= Photos.PhotoTag.TagLength).Distinct().Take(MaxLabels),
    ];
}

/// <summary>From which score on something becomes a tag; null for what the pack's authors say.</summary>
/// <param name="Faces">Of a face.</param>
/// <param name="Things">Of a thing.</param>
/// <param name="Labels">Of a label: the likeness of a picture and a word.</param>
public sealed record VisionThresholds(double? Faces, double? Things, double? Labels)
{
    public static VisionThresholds OfTheAuthors { get; } = new(null, null, null);
}
