using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;

namespace Pixeli.Photos;

/// <summary>
/// Who may do what with a photo. Each rule is an expression that the database evaluates, so that the rule that filters a list
/// is the rule that guards a single item and its media.
/// </summary>
public static class PhotoAccess
{
    /// <summary>Photos that are not completed are shown only to those who answer for them (photographer, coordinator, administrators) and to who is in them.</summary>
    public static Expression<Func<Photo, bool>> CanRead(Caller caller)
    {
        var (id, administrator, member) = (caller.Id, caller.IsAdministrator, caller.IsMember);
        var mayReadEvent = EventAccess.CanRead(caller);
        Expression<Func<Photo, bool>> rule = photo => administrator
            || photo.PhotographerId == id
            || photo.Event!.CoordinatorId == id
            || photo.TaggedPeople.Any(person => person.UserId == id)
            || (photo.Status == PhotoStatus.Completed
                && mayReadEvent.Holds(photo.Event)
                && (photo.ReadPerm == Permission.Public || (member && photo.ReadPerm == Permission.Members)));
        return rule.Inline();
    }

    public static Expression<Func<Photo, bool>> CanEdit(Caller caller)
    {
        var (id, administrator) = (caller.Id, caller.IsAdministrator);
        return photo => administrator || photo.PhotographerId == id;
    }

    public static Expression<Func<Photo, bool>> CanDelete(Caller caller)
    {
        var (id, administrator) = (caller.Id, caller.IsAdministrator);
        return photo => administrator || photo.PhotographerId == id || photo.Event!.CoordinatorId == id;
    }

    /// <summary>Who may share a photo or download its original, given that they may read it.</summary>
    public static Expression<Func<Photo, bool>> CanShare(Caller caller)
    {
        var (id, administrator) = (caller.Id, caller.IsAdministrator);
        return photo => photo.SharePerm == SharePermission.Anyone
            || (photo.SharePerm == SharePermission.Owners
                && (administrator || photo.PhotographerId == id || photo.Event!.CoordinatorId == id));
    }

    /// <summary>Whether there is such a photo and the caller may read it.</summary>
    public static Task<bool> CanReadPhotoAsync(this PixeliDb db, Guid photo, Caller caller, CancellationToken cancellationToken) =>
        db.Photos.Where(CanRead(caller)).AnyAsync(item => item.Id == photo, cancellationToken);

    /// <summary>Who may see how often a photo was viewed and downloaded.</summary>
    public static Expression<Func<Photo, bool>> CanSeeCounters(Caller caller) => CanEdit(caller);
}
