using System.Linq.Expressions;
using System.Reflection;

namespace Pixeli.Data;

/// <summary>
/// Something about an item as one person sees it: whether they may read it (a rule), or what they are shown of it. Written as an
/// expression, it is translated by the database. The person comes as plain values, which a compiled query can take.
/// </summary>
/// <param name="item">The item.</param>
/// <param name="person">Who looks.</param>
/// <param name="isAdministrator">They are an administrator.</param>
/// <param name="isMember">They are a member of the organisation.</param>
public delegate TResult AsSeen<in T, out TResult>(T item, Guid person, bool isAdministrator, bool isMember);

/// <summary>As <see cref="AsSeen{T,TResult}"/>, where what the item belongs to is at hand already.</summary>
public delegate TResult AsSeenIn<in T, in TOwner, out TResult>(T item, TOwner owner, Guid person, bool isAdministrator, bool isMember);

/// <summary>Marks an <c>Of</c> for an expression of a delegate that nobody else uses.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InlinedByRulesAttribute : Attribute;

/// <summary>
/// Lets an expression be used inside another one, by putting its body where <c>Of</c> is called: in every query by
/// <see cref="RuleInlining"/>, elsewhere by <see cref="Inline"/>. Keep what is called in a local variable or a static field.
/// </summary>
public static class Rules
{
    /// <summary>Stands for the rule's body inside an expression that is inlined.</summary>
    /// <exception cref="InvalidOperationException">The expression was not inlined.</exception>
    public static TResult Of<T, TResult>(
        this Expression<AsSeen<T, TResult>> rule, T item, Guid person, bool isAdministrator, bool isMember) => throw NotInlined();

    /// <inheritdoc cref="Of{T,TResult}"/>
    public static TResult Of<T, TOwner, TResult>(
        this Expression<AsSeenIn<T, TOwner, TResult>> rule, T item, TOwner owner, Guid person, bool isAdministrator, bool isMember) => throw NotInlined();

    public static Expression<TDelegate> Inline<TDelegate>(this Expression<TDelegate> expression) =>
        (Expression<TDelegate>)new Inliner().Visit(expression);

    internal static Expression Inline(Expression query) => new Inliner().Visit(query);

    /// <summary>What <c>Of</c> throws that is called.</summary>
    internal static InvalidOperationException NotInlined() => new("Inline() the expression that calls this.");

    private sealed class Inliner : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType != typeof(Rules) && !node.Method.IsDefined(typeof(InlinedByRulesAttribute)))
                return base.VisitMethodCall(node);
            var rule = (LambdaExpression)Value(node.Arguments[0]);
            var replacements = rule.Parameters.Zip(node.Arguments.Skip(1)).ToDictionary(pair => pair.First, pair => pair.Second);
            return Visit(new Replacement(replacements).Visit(rule.Body));
        }

        // A rule is a static field, or a captured local: a field of the compiler's closure object. Entity Framework has looked such
        // up before, and put the rule itself in its place.
        private static object Value(Expression expression) => expression switch
        {
            LambdaExpression rule => rule,
            UnaryExpression { NodeType: ExpressionType.Quote } quoted => quoted.Operand,
            ConstantExpression constant => constant.Value!,
            MemberExpression { Member: FieldInfo field, Expression: null } => field.GetValue(null)!,
            MemberExpression { Member: PropertyInfo property, Expression: null } => property.GetValue(null)!,
            MemberExpression { Member: FieldInfo field, Expression: { } owner } => field.GetValue(Value(owner))!,
            _ => throw new InvalidOperationException("Keep the rule in a local variable or a static field before it is used in an expression."),
        };
    }

    private sealed class Replacement(Dictionary<ParameterExpression, Expression> replacements) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => replacements.GetValueOrDefault(node, node);
    }
}
