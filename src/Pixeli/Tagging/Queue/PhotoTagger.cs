using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Photos;
using Pixeli.Tagging.Labels;
using Pixeli.Vision.Faces;

namespace Pixeli.Tagging.Queue;

/// <summary>Keeps what was seen in a photo: tags, faces, and its vector, all in one transaction.</summary>
internal sealed class PhotoTagger(PixeliDb db, VisionQueue queue, LabelVectors labels)
{
    // One statement, so that a tag that is taken away at the same moment stays away.
    private const string KeepTagSql = """
        INSERT INTO auto_tags (photo_id, tag, score, pack, removed) VALUES ({0}, {1}, {2}, {3}, {4})
        ON CONFLICT (photo_id, tag) DO UPDATE SET score = excluded.score, pack = excluded.pack
        """;

    /// <summary>Keeps what was seen with the picture's pixels.</summary>
    /// <returns>True when the photo's tags are others than before.</returns>
    public async Task<bool> KeepAsync(Guid photo, Sight sight, VisionMoment moment, CancellationToken cancellationToken)
    {
        var findings = WithPeople(sight, moment);
        var vector = sight.Vector is null ? null : Vectors.ToBytes(sight.Vector);
        var tags = await ChooseAsync(photo, findings, vector, moment, cancellationToken);
        return await db.WriteAsync(
            async () =>
            {
                await db.TakeTurnAsync(photo, cancellationToken);
                if (!await queue.CompleteAsync(photo, moment.Stamp.ToString(), Finding.ToJson(findings), cancellationToken))
                    return false;
                await db.Faces.Where(face => face.PhotoId == photo).ExecuteDeleteAsync(cancellationToken);
                await db.ImageVectors.Where(image => image.PhotoId == photo).ExecuteDeleteAsync(cancellationToken);
                db.Faces.AddRange(sight.Faces.Select(face => Kept(photo, face, moment.Abilities)));
                if (vector is not null && moment.Abilities.Labels is { } pack)
                    db.ImageVectors.Add(new() { PhotoId = photo, Pack = pack.Pack, Vector = vector });
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
                return await ReplaceTagsAsync(photo, tags, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Chooses the tags of a photo anew from what was seen before.</summary>
    /// <returns>True when they are others than before.</returns>
    public async Task<bool> ChooseAgainAsync(PhotoVision held, VisionMoment moment, CancellationToken cancellationToken)
    {
        var photo = held.PhotoId;
        var vector = await db.ImageVectors.Where(image => image.PhotoId == photo).Select(image => image.Vector).FirstOrDefaultAsync(cancellationToken);
        var faces = await db.Faces.Where(face => face.PhotoId == photo).Select(face => face.Score).ToListAsync(cancellationToken);
        var findings = Finding.FromJson(held.Findings).Where(finding => finding.Kind != FindingKind.People).Concat(People(faces, moment)).ToList();
        var tags = await ChooseAsync(photo, findings, vector, moment, cancellationToken);
        return await db.WriteAsync(
            async () =>
            {
                await db.TakeTurnAsync(photo, cancellationToken);
                return await queue.CompleteAsync(photo, moment.Stamp.ToString(), Finding.ToJson(findings), cancellationToken)
                    && await ReplaceTagsAsync(photo, tags, cancellationToken);
            },
            cancellationToken);
    }

    private static List<Finding> WithPeople(Sight sight, VisionMoment moment) => [.. sight.Findings, .. People(sight.Faces.Select(face => face.Score), moment)];

    private static IEnumerable<Finding> People(IEnumerable<double> scores, VisionMoment moment)
    {
        if (moment.Abilities.Faces is not { } pack)
            return [];
        var sure = scores.Where(score => score >= (moment.Choices.Thresholds.Faces ?? pack.Threshold)).ToList();
        return TagRanking.People(sure.Count) is { } word ? [new(word, sure.Average(), pack.Pack, FindingKind.People)] : [];
    }

    private async Task<IReadOnlyList<Finding>> ChooseAsync(
        Guid photo, IReadOnlyList<Finding> findings, byte[]? vector, VisionMoment moment, CancellationToken cancellationToken)
    {
        var removed = await db.AutoTags.Where(tag => tag.PhotoId == photo && tag.Removed).Select(tag => tag.Tag).ToListAsync(cancellationToken);
        var words = vector is null ? LabelVectorList.Empty : labels.Of(moment.Choices.Labels);
        return TagRanking.Choose(findings, vector, words, moment.Abilities, moment.Choices.Thresholds, removed);
    }

    private async Task<bool> ReplaceTagsAsync(Guid photo, IReadOnlyList<Finding> tags, CancellationToken cancellationToken)
    {
        var words = tags.Select(tag => tag.Tag).ToList();
        var before = await db.AutoTags.Where(tag => tag.PhotoId == photo && !tag.Removed).Select(tag => tag.Tag).ToListAsync(cancellationToken);
        await db.AutoTags.Where(tag => tag.PhotoId == photo && !tag.Removed && !words.Contains(tag.Tag)).ExecuteDeleteAsync(cancellationToken);
        foreach (var tag in tags)
            await db.Database.ExecuteSqlRawAsync(KeepTagSql, [photo, tag.Tag, tag.Score, tag.Pack, false], cancellationToken);
        return !before.ToHashSet().SetEquals(words);
    }

    private static Face Kept(Guid photo, SeenFace face, VisionAbilities abilities) => new()
    {
        PhotoId = photo,
        Left = face.Left,
        Top = face.Top,
        Width = face.Width,
        Height = face.Height,
        Score = face.Score,
        IsClear = face.Clarity == FaceClarity.Clear,
        Pack = face.Vector is null ? null : abilities.People?.Pack,
        Vector = face.Vector is null ? null : Vectors.ToBytes(face.Vector),
    };
}
