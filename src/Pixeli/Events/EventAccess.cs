using System.Linq.Expressions;
using Pixeli.Accounts;
using Pixeli.Data;

namespace Pixeli.Events;

/// <summary>
/// Who may do what with an event. Each rule is an expression that the database evaluates, so that the rule that filters a list
/// is the rule that guards a single item.
/// </summary>
public static class EventAccess
{
    /// <summary>Who may read an event: nobody any more once it is deleted.</summary>
    public static readonly Expression<AsSeen<Event, bool>> Read = (item, person, isAdministrator, isMember) => item.DeletedAt == null
        && (isAdministrator
            || item.CoordinatorId == person
            || item.ReadPerm == Permission.Public
            || (isMember && item.ReadPerm == Permission.Members));

    /// <summary>Who may add photos, given that they may read the event.</summary>
    public static readonly Expression<AsSeen<Event, bool>> AddPhotos = (item, person, isAdministrator, isMember) => isAdministrator
        || item.CoordinatorId == person
        || item.WritePerm == Permission.Public
        || (isMember && item.WritePerm == Permission.Members);

    /// <summary>Who may edit and delete it, given that they may read it.</summary>
    public static readonly Expression<AsSeen<Event, bool>> Edit = (item, person, isAdministrator, isMember) =>
        isAdministrator || item.CoordinatorId == person;

    public static Expression<Func<Event, bool>> CanRead(Caller caller) => Read.For(caller);

    public static Expression<Func<Event, bool>> CanAddPhotos(Caller caller) => AddPhotos.For(caller);

    public static Expression<Func<Event, bool>> CanEdit(Caller caller) => Edit.For(caller);
}
