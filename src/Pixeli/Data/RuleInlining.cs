using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pixeli.Data;

/// <summary>Puts rules into the queries that call them, before they are translated: so compiled queries need not be passed through <see cref="Rules.Inline"/>.</summary>
internal sealed class RuleInlining : IQueryExpressionInterceptor
{
    /// <summary>The only one: Entity Framework keeps a set of its own services for each instance.</summary>
    public static readonly RuleInlining Instance = new();

    private RuleInlining()
    {
    }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => Rules.Inline(queryExpression);
}
