using Pixeli.Vision.Faces;
using Pixeli.Vision.Objects;

namespace Pixeli.Vision;

internal static class SeenTags
{
    /// <summary>What things and faces suggest, best first, each word once.</summary>
    public static IReadOnlyList<ScoredTag> Of(
        IReadOnlyList<FoundObject> things, string? thingsPack, IReadOnlyList<Face> faces, string? facesPack)
    {
        // Who is counted by faces need not be called a person as well.
        var tags = things.Where(thing => thing.Tag is not null && (faces.Count == 0 || thing.Label != "person")).Select(thing => new ScoredTag(thing.Tag!, thing.Score, thingsPack));
        if (PeopleCount.Tag(faces.Count) is { } people)
            tags = tags.Append(new ScoredTag(people, faces.Average(face => face.Score), facesPack));
        return [.. tags.OrderByDescending(tag => tag.Score).DistinctBy(tag => tag.Tag)];
    }
}
