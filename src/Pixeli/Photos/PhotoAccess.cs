using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;

namespace Pixeli.Photos;

/// <summary>What is seen of photos by what all of a kind have in common.</summary>
public delegate bool KindAsSeen(bool isCompleted, Permission readPerm, Event owner, Guid person, bool isAdministrator, bool isMember);

/// <summary>
/// Who may do what with a photo. Each rule is an expression that the database evaluates, so that the rule that filters a list
/// is the rule that guards a single item and its media.
/// </summary>
public static class PhotoAccess
{
    /// <summary>
    /// What a person may read of an event's photos by their kind alone: who keeps the event and administrators all, who may read the event those that are
    /// completed, by their read permission.
    /// </summary>
    public static readonly Expression<KindAsSeen> ReadKind = (isCompleted, readPerm, owner, person, isAdministrator, isMember) =>
        EventAccess.Read.Of(owner, person, isAdministrator, isMember)
            && (isAdministrator
                || owner.CoordinatorId == person
                || (isCompleted && (readPerm == Permission.Public || (isMember && readPerm == Permission.Members))));

    /// <summary>
    /// Who may read a photo of an event that is at hand. Photos that are not completed are shown only to those who answer for them
    /// (photographer, coordinator, administrators) and to who is in them. Those of a deleted event are nobody's any more.
    /// </summary>
    public static readonly Expression<AsSeenIn<Photo, Event, bool>> ReadIn = (photo, owner, person, isAdministrator, isMember) =>
        owner.DeletedAt == null
            && (photo.PhotographerId == person
                || ReadKind.Of(photo.Status == PhotoStatus.Completed, photo.ReadPerm, owner, person, isAdministrator, isMember)
                || photo.TaggedPeople.Any(tagged => tagged.UserId == person)); // last: only then is it looked up

    public static readonly Expression<AsSeen<Photo, bool>> Read = (photo, person, isAdministrator, isMember) =>
        ReadIn.Of(photo, photo.Event!, person, isAdministrator, isMember);

    /// <summary>The same of a photo that was found by a word.</summary>
    internal static readonly Expression<AsSeen<FoundByTag, bool>> ReadByTag = (found, person, isAdministrator, isMember) =>
        found.Event.DeletedAt == null
            && (found.Photo.PhotographerId == person
                || ReadKind.Of(found.Photo.IsCompleted, found.Photo.ReadPerm, found.Event, person, isAdministrator, isMember)
                || found.IsInIt);

    /// <summary>Photos that <see cref="ReadKind"/> leaves out, and that their photographer and who is in them may read all the same.</summary>
    public static readonly Expression<AsSeen<Photo, bool>> LeftOut = (photo, person, isAdministrator, isMember) =>
        photo.Event!.DeletedAt == null
            && !ReadKind.Of(photo.Status == PhotoStatus.Completed, photo.ReadPerm, photo.Event, person, isAdministrator, isMember);

    /// <summary>Who may edit a photo, given that they may read it.</summary>
    public static readonly Expression<AsSeen<Photo, bool>> Edit = (photo, person, isAdministrator, _) =>
        isAdministrator || photo.PhotographerId == person;

    /// <summary>Who may delete a photo, given that they may read it.</summary>
    public static readonly Expression<AsSeen<Photo, bool>> Delete = (photo, person, isAdministrator, _) =>
        isAdministrator || photo.PhotographerId == person || photo.Event!.CoordinatorId == person;

    /// <summary>Who may share a photo or download its original, given that they may read it.</summary>
    public static readonly Expression<AsSeen<Photo, bool>> Share = (photo, person, isAdministrator, _) =>
        photo.SharePerm == SharePermission.Anyone
            || (photo.SharePerm == SharePermission.Owners
                && (isAdministrator || photo.PhotographerId == person || photo.Event!.CoordinatorId == person));

    /// <summary>Who may see how often a photo was viewed and downloaded, given that they may read it.</summary>
    public static readonly Expression<AsSeen<Photo, bool>> SeeCounters = Edit;

    // Whoever may edit a photo may read it, unless its event is deleted.
    private static readonly Expression<AsSeen<Photo, bool>> ReadAndEdit = (photo, person, isAdministrator, isMember) =>
        photo.Event!.DeletedAt == null && Edit.Of(photo, person, isAdministrator, isMember);

    public static Expression<Func<Photo, bool>> CanRead(Caller caller) => Read.For(caller);

    public static Expression<Func<Photo, bool>> CanEdit(Caller caller) => ReadAndEdit.For(caller);

    public static Expression<Func<Photo, bool>> CanDelete(Caller caller) => Delete.For(caller);

    public static Expression<Func<Photo, bool>> CanShare(Caller caller) => Share.For(caller);

    /// <summary>Whether there is such a photo and the caller may read it.</summary>
    public static Task<bool> CanReadPhotoAsync(this PixeliDb db, Guid photo, Caller caller, CancellationToken cancellationToken) =>
        db.Photos.Where(CanRead(caller)).AnyAsync(item => item.Id == photo, cancellationToken);

    /// <summary>Stands for what is seen of a kind inside a query that is inlined.</summary>
    [InlinedByRules]
    public static bool Of(
        this Expression<KindAsSeen> rule, bool isCompleted, Permission readPerm, Event owner, Guid person, bool isAdministrator, bool isMember) =>
        throw Rules.NotInlined();
}
