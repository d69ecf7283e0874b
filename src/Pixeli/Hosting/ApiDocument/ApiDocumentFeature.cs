using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Pixeli.Hosting.ApiDocument;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, made from the endpoints themselves, and a page to browse it at <c>/docs</c>.</summary>
internal static class ApiDocumentFeature
{
    private const string Scheme = "Bearer";

    private const string About = """
        Photos of events: upload, see, find, like, discuss, tag and share them.

        JSON is snake_case, times are ISO 8601 in UTC with `Z`, ids are UUIDs. The slash at the end of a path may be left out.
        Lists come whole and streamed; with `limit` (1–500) they come in pages, the next of which the `Link` header names
        (RFC 8288, `rel="next"`). Errors are problem details (RFC 9457) that carry the messages of each field at the top level
        too, as arrays; what belongs to no field stands under `non_field_errors`. What a person may not see answers 404 where
        its existence is a secret, and 403 otherwise.

        Sign in with `POST /auth/login/` and send the access token as `Authorization: Bearer …`. Live notifications come over
        the WebSocket `/ws/notifications/?token=…`, live galleries as server-sent events from `/events/{id}/stream`.
        """;

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Accounts", "Sign up, sign in, profiles, sessions, people."),
        ("Events", "What was photographed, and its photos."),
        ("Uploads", "Ways in for photos."),
        ("Photos", "One photo and many: detail, edit, tag, find, download."),
        ("Find me", "Photos of oneself, found by a selfie."),
        ("Engagement", "Likes and comments."),
        ("Sharing", "Links that show a photo to anyone who has them."),
        ("Notifications", "Who did what with one's photos and events."),
        ("Media", "The pictures themselves. Their URLs come in other answers and are the permission."),
    ];

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.CreateSchemaReferenceId = WireSchemas.NameOf;
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddOperationTransformer((operation, context, _) => Secure(operation, context));
        options.AddSchemaTransformer((schema, context, _) => WireSchemas.Correct(schema, context));
    });

    public static void MapApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        routes.MapGet("/docs", () => Results.Content(DocsPage.Html, "text/html; charset=utf-8")).ExcludeFromDescription();
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Pixel-i",
            Version = "1",
            Description = About,
            License = new() { Name = "MIT", Identifier = "MIT" },
        };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "The access token of `POST /auth/login/`.",
            },
        };
        document.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }).ToHashSet();
        var paths = new OpenApiPaths();
        foreach (var (path, item) in document.Paths.OrderBy(path => path.Key, StringComparer.Ordinal))
            paths[EndsWithSlash(path) ? path + "/" : path] = item;
        document.Paths = paths;
        document.Servers = null; // where it was read
        return Task.CompletedTask;
    }

    // The contract writes a slash at the end of what is data, and none at the end of what is a file, a page or a stream.
    private static bool EndsWithSlash(string path) =>
        !path.EndsWith('/') && !path.StartsWith("/media/", StringComparison.Ordinal) && !path.StartsWith("/s/", StringComparison.Ordinal)
        && !path.EndsWith("/stream", StringComparison.Ordinal) && !path.EndsWith("/start", StringComparison.Ordinal)
        && !path.EndsWith("/callback", StringComparison.Ordinal);

    private static OpenApiResponses Sorted(OpenApiResponses? responses)
    {
        var sorted = new OpenApiResponses();
        foreach (var (status, response) in (responses ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            sorted[status] = response;
        return sorted;
    }

    private static Task Secure(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        operation.Responses = Sorted(operation.Responses);
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<Microsoft.AspNetCore.Authorization.IAllowAnonymous>().Any()
            || !metadata.OfType<Microsoft.AspNetCore.Authorization.IAuthorizeData>().Any())
            return Task.CompletedTask;
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] },
        ];
        return Task.CompletedTask;
    }
}
