using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Media;
using Pixeli.Photos;
using Pixeli.Tagging;

namespace Pixeli.FindMe;

/// <summary>Suggests to who may edit a photo who is in it: only people who asked to be found.</summary>
public sealed class PersonSuggestions(PixeliDb db, MediaUrls urls, IVisionEngine engine)
{
    /// <summary>
    /// At most one person a face and one face a person, the most alike first. Nobody who is tagged already, who said no, of whom
    /// it was denied, or whose account is shut. Empty for who may not edit the photo.
    /// </summary>
    public async Task<IReadOnlyList<PersonSuggestion>> ForAsync(Guid photo, Caller caller, CancellationToken cancellationToken) =>
        [.. (await ForAsync([photo], caller, cancellationToken))[photo]];

    /// <summary>The same for several photos, in as many statements as for one.</summary>
    public async Task<ILookup<Guid, PersonSuggestion>> ForAsync(IReadOnlyCollection<Guid> photos, Caller caller, CancellationToken cancellationToken)
    {
        var none = Array.Empty<(Guid Photo, PersonSuggestion Suggestion)>().ToLookup(pair => pair.Photo, pair => pair.Suggestion);
        if (engine.Abilities.People is not { } people || photos.Count == 0)
            return none;
        var faces = await FacesAsync(photos, people.Pack, caller, cancellationToken);
        if (faces.Count == 0)
            return none;
        var asked = await AskedAsync(people.Pack, cancellationToken);
        var answered = asked.Count == 0 ? [] : await AnsweredAsync(photos, cancellationToken);
        return faces.GroupBy(face => face.PhotoId)
            .SelectMany(photo => Suggest(photo, asked.Where(person => !answered.Contains((photo.Key, person.Row.Id))), people), (photo, suggestion) => (photo.Key, suggestion))
            .ToLookup(pair => pair.Key, pair => pair.suggestion);
    }

    private List<PersonSuggestion> Suggest(IEnumerable<Face> faces, IEnumerable<Asked> asked, PackAbility people)
    {
        var pairs = from person in asked
                    from face in faces
                    let likeness = Likeness.Between(person.Vector, face.Vector!, people)
                    where likeness is not null
                    orderby likeness descending
                    select (face, person, likeness.Value);
        var (usedFaces, usedPeople) = (new HashSet<Guid>(), new HashSet<Guid>());
        var suggestions = new List<PersonSuggestion>();
        foreach (var (face, person, likeness) in pairs)
        {
            if (usedFaces.Contains(face.Id) || !usedPeople.Add(person.Row.Id))
                continue;
            usedFaces.Add(face.Id);
            suggestions.Add(new(
                person.Row.ToMini(urls), likeness, likeness >= people.Strong, new(face.Left, face.Top, face.Width, face.Height)));
        }

        return suggestions;
    }

    private Task<List<Face>> FacesAsync(IReadOnlyCollection<Guid> photos, string pack, Caller caller, CancellationToken cancellationToken)
    {
        var mine = db.Photos.Where(PhotoAccess.CanEdit(caller)).Where(item => photos.Contains(item.Id)).Select(item => item.Id);
        return db.Faces.AsNoTracking().Where(face => mine.Contains(face.PhotoId) && face.IsClear && face.Pack == pack && face.Vector != null)
            .ToListAsync(cancellationToken);
    }

    private Task<List<Asked>> AskedAsync(string pack, CancellationToken cancellationToken) => db.Selfies.AsNoTracking()
        .Where(selfie => selfie.Pack == pack && selfie.User!.DisabledAt == null)
        .Select(selfie => new Asked(
            new PersonRow(selfie.UserId, selfie.User!.UserName!, selfie.User.Name, selfie.User.PictureVersion), selfie.Vector))
        .ToListAsync(cancellationToken);

    // Of whom it is known already whether they are in a photo.
    private async Task<HashSet<(Guid Photo, Guid Person)>> AnsweredAsync(IReadOnlyCollection<Guid> photos, CancellationToken cancellationToken)
    {
        var decided = db.FaceVerdicts.Where(verdict => photos.Contains(verdict.PhotoId)).Select(verdict => new { verdict.PhotoId, verdict.UserId });
        var denied = db.DeniedSuggestions.Where(item => photos.Contains(item.PhotoId)).Select(item => new { item.PhotoId, item.UserId });
        var tagged = db.TaggedPeople.Where(person => photos.Contains(person.PhotoId)).Select(person => new { person.PhotoId, person.UserId });
        var pairs = await decided.Union(denied).Union(tagged).ToListAsync(cancellationToken);
        return [.. pairs.Select(pair => (pair.PhotoId, pair.UserId))];
    }

    private sealed record Asked(PersonRow Row, byte[] Vector);
}
