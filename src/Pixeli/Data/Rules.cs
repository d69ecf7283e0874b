using System.Linq.Expressions;

namespace Pixeli.Data;

/// <summary>
/// Lets a rule that is an expression (<c>PhotoAccess.CanEdit(caller)</c>) be used inside another expression or a projection,
/// by putting its body where <see cref="Holds"/> is called.
/// </summary>
public static class Rules
{
    /// <summary>Stands for the rule's body inside an expression that is passed through <see cref="Inline"/>.</summary>
    /// <exception cref="InvalidOperationException">The expression was not inlined.</exception>
    public static bool Holds<T>(this Expression<Func<T, bool>> rule, T item) =>
        throw new InvalidOperationException("Inline() the expression that calls Holds().");

    public static Expression<TDelegate> Inline<TDelegate>(this Expression<TDelegate> expression) =>
        (Expression<TDelegate>)new Inliner().Visit(expression);

    private sealed class Inliner : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType != typeof(Rules) || node.Method.Name != nameof(Holds))
                return base.VisitMethodCall(node);
            var rule = (LambdaExpression)Value(node.Arguments[0]);
            return Visit(new Replacement(rule.Parameters[0], node.Arguments[1]).Visit(rule.Body));
        }

        // A rule is a captured local: a field of the compiler's closure object.
        private static object Value(Expression expression) => expression switch
        {
            ConstantExpression constant => constant.Value!,
            MemberExpression { Member: System.Reflection.FieldInfo field, Expression: { } owner } => field.GetValue(Value(owner))!,
            _ => throw new InvalidOperationException("Keep the rule in a local variable before it is used in an expression."),
        };
    }

    private sealed class Replacement(ParameterExpression parameter, Expression with) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? with : node;
    }
}
