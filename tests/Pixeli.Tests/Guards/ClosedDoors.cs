using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Pixeli.Accounts;

namespace Pixeli.Tests.Guards;

/// <summary>Who is not signed in is turned away everywhere but on the routes that somebody approved, one a line: a new one is closed, or it is looked at.</summary>
public sealed class ClosedDoors(PixeliApp app) : IClassFixture<PixeliApp>
{
    [Fact]
    public async Task Only_these_routes_answer_somebody_who_is_not_signed_in()
    {
        await app.PersonAsync(Role.Administrator); // until there is one, every page leads to the set-up
        var open = new List<string>();
        foreach (var endpoint in Routes())
        {
            var isForm = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("application/x-www-form-urlencoded") ?? false;
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var body = method is "GET" or "HEAD" or "OPTIONS" ? null : new StringContent("{}", null, isForm ? "application/x-www-form-urlencoded" : "application/json");
                var answer = await app.Anyone.SendAsync(new(method), PathOf(endpoint.RoutePattern), body);
                if (!IsTurnedAway(answer))
                    open.Add($"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}");
            }
        }

        await Approved.MatchAsync("open-routes.txt", string.Concat(open.Distinct().Order(StringComparer.Ordinal).Select(route => route + "\n")));
    }

    private IEnumerable<RouteEndpoint> Routes() => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    private static bool IsTurnedAway(Answer answer) =>
        answer.Status == 401 || (answer.Status == 302 && answer.Headers.Location!.OriginalString.Contains("/login", StringComparison.Ordinal));

    private static string PathOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => $"{Guid.CreateVersion7()}",
    }))));
}
