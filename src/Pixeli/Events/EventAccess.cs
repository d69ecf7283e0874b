using System.Linq.Expressions;
using Pixeli.Accounts;

namespace Pixeli.Events;

/// <summary>
/// Who may do what with an event. Each rule is an expression that the database evaluates, so that the rule that filters a list
/// is the rule that guards a single item.
/// </summary>
public static class EventAccess
{
    public static Expression<Func<Event, bool>> CanRead(Caller caller)
    {
        var (id, administrator, member) = (caller.Id, caller.IsAdministrator, caller.IsMember);
        return item => administrator
            || item.CoordinatorId == id
            || item.ReadPerm == Permission.Public
            || (member && item.ReadPerm == Permission.Members);
    }

    /// <summary>Who may add photos, given that they may read the event.</summary>
    public static Expression<Func<Event, bool>> CanAddPhotos(Caller caller)
    {
        var (id, administrator, member) = (caller.Id, caller.IsAdministrator, caller.IsMember);
        return item => administrator
            || item.CoordinatorId == id
            || item.WritePerm == Permission.Public
            || (member && item.WritePerm == Permission.Members);
    }

    public static Expression<Func<Event, bool>> CanEdit(Caller caller)
    {
        var (id, administrator) = (caller.Id, caller.IsAdministrator);
        return item => administrator || item.CoordinatorId == id;
    }
}
