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
    public async Task<IReadOnlyList<PersonSuggestion>> ForAsync(Guid photo, Caller caller, CancellationToken cancellationToken)
    {
        if (engine.Abilities.People is not { } people)
            return [];
        var faces = await FacesAsync(photo, people.Pack, caller, cancellationToken);
        if (faces.Count == 0)
            return [];
        var asked = await AskedAsync(photo, people.Pack, cancellationToken);
        var pairs = from face in faces
                    from person in asked
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

    private Task<List<Face>> FacesAsync(Guid photo, string pack, Caller caller, CancellationToken cancellationToken)
    {
        var mine = db.Photos.Where(PhotoAccess.CanEdit(caller)).Where(item => item.Id == photo).Select(item => item.Id);
        return db.Faces.AsNoTracking().Where(face => mine.Contains(face.PhotoId) && face.IsClear && face.Pack == pack && face.Vector != null)
            .ToListAsync(cancellationToken);
    }

    private Task<List<Asked>> AskedAsync(Guid photo, string pack, CancellationToken cancellationToken)
    {
        var decided = db.FaceVerdicts.Where(verdict => verdict.PhotoId == photo).Select(verdict => verdict.UserId);
        var denied = db.DeniedSuggestions.Where(item => item.PhotoId == photo).Select(item => item.UserId);
        var tagged = db.TaggedPeople.Where(person => person.PhotoId == photo).Select(person => person.UserId);
        return db.Selfies.AsNoTracking()
            .Where(selfie => selfie.Pack == pack && selfie.User!.DisabledAt == null)
            .Where(selfie => !decided.Contains(selfie.UserId) && !denied.Contains(selfie.UserId) && !tagged.Contains(selfie.UserId))
            .Select(selfie => new Asked(
                new PersonRow(selfie.UserId, selfie.User!.UserName!, selfie.User.Name, selfie.User.PictureVersion), selfie.Vector))
            .ToListAsync(cancellationToken);
    }

    private sealed record Asked(PersonRow Row, byte[] Vector);
}
