using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Pixeli.Tests;

public sealed class ApiDocument(PixeliApp app) : IClassFixture<PixeliApp>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task The_document_is_the_approved_one()
    {
        var document = (await app.Anyone.GetAsync("/openapi/v1.json")).Expect(200).Json;

        await Approved.MatchAsync("openapi.v1.json", document.ToJsonString(Indented) + "\n");
    }

    [Fact]
    public async Task Every_call_says_what_it_is_and_what_it_answers()
    {
        var document = (await app.Anyone.GetAsync("/openapi/v1.json")).Expect(200).Json;

        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                Assert.True(operation!["summary"] is not null, $"{method} {path} has no summary");
                Assert.True(operation["tags"] is JsonArray { Count: 1 }, $"{method} {path} is in no group");
                Assert.True(
                    operation["responses"]!.AsObject().Any(response => response.Key[0] is '2' or '3'), $"{method} {path} does not say what it answers when all is well");
            }
        }
    }

    [Fact]
    public async Task No_call_is_missing()
    {
        var document = (await app.Anyone.GetAsync("/openapi/v1.json")).Expect(200).Json;
        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(call => $"{call.Key.ToUpperInvariant()} {path.Key.TrimEnd('/')}")).ToHashSet();

        var endpoints = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<System.Reflection.MethodInfo>() is not null // a handler, neither a file nor a page
                && endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true });
        var calls = endpoints.SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
            .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/').Replace(":guid", "", StringComparison.Ordinal)}")).ToList();

        Assert.True(calls.Count > 40, $"Only {calls.Count} calls were found: the test compares nothing.");
        Assert.Equal([], calls.Where(call => !described.Contains(call)));
    }

    [Fact]
    public async Task The_page_to_browse_it_loads_nothing_from_elsewhere()
    {
        var page = (await app.Anyone.GetAsync("/docs")).Expect(200);

        Assert.Equal("text/html", page.ContentHeaders.ContentType?.MediaType);
        var addresses = System.Text.RegularExpressions.Regex.Matches(page.Body, "(?:src|href)=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.True(addresses.Count >= 5);
        Assert.All(addresses, address => Assert.StartsWith("/", address, StringComparison.Ordinal));
        foreach (var address in addresses)
            (await app.Anyone.GetAsync(address)).Expect(200);
    }
}
