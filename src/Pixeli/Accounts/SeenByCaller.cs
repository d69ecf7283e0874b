using System.Linq.Expressions;
using Pixeli.Data;

namespace Pixeli.Accounts;

public static class SeenByCaller
{
    /// <summary>A rule or projection for one caller, to use in a query that is not compiled.</summary>
    public static Expression<Func<T, TResult>> For<T, TResult>(this Expression<AsSeen<T, TResult>> rule, Caller caller)
    {
        var (id, isAdministrator, isMember) = (caller.Id, caller.IsAdministrator, caller.IsMember);
        Expression<Func<T, TResult>> bound = item => rule.Of(item, id, isAdministrator, isMember);
        return bound.Inline();
    }
}
