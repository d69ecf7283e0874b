using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace Pixeli.Hosting.Paging;

internal static class NextLink
{
    /// <summary>RFC 8288: <c>Link: &lt;…&gt;; rel="next"</c>, the same request with the next cursor.</summary>
    public static void SetNextLink(this HttpContext context, PageKey last)
    {
        var request = context.Request;
        var query = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value);
        query["cursor"] = new StringValues(last.ToString());
        var path = $"{request.PathBase}{request.Path}{new QueryBuilder(query).ToQueryString()}";
        context.Response.Headers.Link = $"<{request.Scheme}://{request.Host}{path}>; rel=\"next\"";
    }
}
