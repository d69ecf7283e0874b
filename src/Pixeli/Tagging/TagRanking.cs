using Pixeli.Tagging.Labels;

namespace Pixeli.Tagging;

/// <summary>Chooses a photo's tags from what was found: best first, at most ten, each over its threshold.</summary>
public static class TagRanking
{
    /// <summary>Most tags of a photo.</summary>
    public const int Most = 10;

    // A likeness of a picture and a word is a small number even where it is right: this puts the one at the threshold in the middle,
    // where it can be compared with what detectors say, and lets a tenth more make it certain.
    private const double LikenessMiddle = 0.5;
    private const double LikenessStep = 5;

    // What packs call a person who is seen as a thing. Who is counted by faces need not be called so as well.
    private const string Somebody = "people";

    /// <param name="findings">What was found.</param>
    /// <param name="image">The image's own vector; null for none.</param>
    /// <param name="labels">The labels to compare it with.</param>
    /// <param name="abilities">Whose thresholds hold where none is chosen.</param>
    /// <param name="thresholds">The chosen ones.</param>
    /// <param name="removed">Words that somebody took away from this photo.</param>
    public static IReadOnlyList<Finding> Choose(
        IReadOnlyList<Finding> findings,
        byte[]? image,
        LabelVectorList labels,
        VisionAbilities abilities,
        VisionThresholds thresholds,
        IReadOnlyCollection<string> removed)
    {
        var things = thresholds.Things ?? abilities.Things?.Threshold ?? 1;
        var isCounted = findings.Any(finding => finding.Kind == FindingKind.People);
        var words = findings.Where(finding => finding.Kind != FindingKind.Thing || (finding.Score >= things && !(isCounted && finding.Tag == Somebody)));
        if (image is not null && abilities.Labels is { } pack)
            words = words.Concat(Alike(image, labels, pack, thresholds.Labels ?? pack.Threshold));
        return
        [
            .. words.Where(word => !removed.Contains(word.Tag))
                .GroupBy(word => word.Tag).Select(same => same.MaxBy(word => word.Score)!)
                .OrderByDescending(word => word.Score).ThenBy(word => word.Tag, StringComparer.Ordinal).Take(Most),
        ];
    }

    /// <summary>The word for so many people; null for none.</summary>
    public static string? People(int count) => count switch
    {
        0 => null,
        1 => "single person",
        2 => "two people",
        < 10 => "group photo",
        _ => "crowd",
    };

    // A label must also fit better than no label at all.
    private static IEnumerable<Finding> Alike(byte[] image, LabelVectorList labels, PackAbility pack, double threshold) =>
        from label in labels.All
        let likeness = Vectors.Likeness(image, label.Vector)
        where likeness >= threshold && likeness > Vectors.Likeness(image, labels.Nothing)
        select new Finding(label.Label, Math.Min(1, LikenessMiddle + ((likeness - threshold) * LikenessStep)), pack.Pack, FindingKind.Thing);
}
