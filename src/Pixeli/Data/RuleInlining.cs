using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pixeli.Data;

/// <summary>Puts rules into the queries that call them, before they are translated: so compiled queries need not be passed through <see cref="Rules.Inline"/>.</summary>
internal sealed class RuleInlining : IQueryExpressionInterceptor
{
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => Rules.Inline(queryExpression);
}
