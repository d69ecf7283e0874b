using Pixeli.Vision;
using Pixeli.Vision.Packs;

namespace Pixeli.Tagging.Engine;

/// <summary>What models can do, from their packs' descriptions: nothing is loaded to know it.</summary>
internal static class PackAbilities
{
    /// <summary>Things are kept from this score on, so that an administrator may choose a threshold below the pack's.</summary>
    public const float LeastThing = 0.3f;

    public static VisionAbilities Of(VisionModels models)
    {
        var faces = Ability(models, VisionTask.FaceDetection, "score", 0.7f);
        var labels = Ability(models, VisionTask.ImageVectors, "label", 0.2f);
        var hasWords = labels is not null && models.For(VisionTask.TextVectors)?.Pack == labels.Pack; // vectors of two packs say nothing about each other
        return new(
            models.Stamp,
            faces,
            Ability(models, VisionTask.Objects, "tag", models.For(VisionTask.Objects)?.Model.Threshold("score", 0.5f) ?? 0.5f), // a word asks for more certainty
            faces is null ? null : Ability(models, VisionTask.FaceVectors, "suggest", 0.35f),
            hasWords ? labels : null,
            hasWords ? Ability(models, VisionTask.ImageVectors, "search", 0.2f) : null);
    }

    public static IEnumerable<string> NamesIn(VisionAbilities abilities) =>
        ((PackAbility?[])[abilities.Faces, abilities.Things, abilities.People, abilities.Labels]).OfType<PackAbility>().Select(ability => ability.Pack).Distinct();

    private static PackAbility? Ability(VisionModels models, VisionTask task, string threshold, float usual) => models.For(task) is { } done
        ? new(done.Pack, Math.Round(done.Model.Threshold(threshold, usual), 4), Math.Round(done.Model.Threshold("strong", 0.5f), 4))
        : null;
}
