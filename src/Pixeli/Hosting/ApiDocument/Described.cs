using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Pixeli.Hosting.ApiDocument;

/// <summary>Says of an endpoint what its handler reads from the request itself.</summary>
internal static class Described
{
    /// <summary>Query parameters, each with what it means.</summary>
    public static TBuilder WithQuery<TBuilder>(this TBuilder endpoint, params (string Name, string Meaning)[] parameters)
        where TBuilder : IEndpointConventionBuilder => endpoint.Operation(operation =>
        {
            foreach (var (name, meaning) in parameters)
                Add(operation, name, meaning, JsonSchemaType.String);
        });

    /// <summary>A header that requests carry.</summary>
    public static TBuilder WithRequestHeader<TBuilder>(this TBuilder endpoint, string name, string meaning)
        where TBuilder : IEndpointConventionBuilder => endpoint.Operation(operation => Add(operation, name, meaning, JsonSchemaType.String, ParameterLocation.Header));

    /// <summary>A list that comes whole or, with <c>limit</c>, in pages.</summary>
    public static TBuilder WithPages<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.Operation(operation =>
        {
            Add(operation, "limit", "Items on a page, 1–500. Without it the whole list comes.", JsonSchemaType.Integer);
            Add(operation, "cursor", "Where the page begins: taken from the Link header of the page before.", JsonSchemaType.String);
            if (operation.Responses?["200"] is OpenApiResponse ok)
            {
                ok.Headers = new Dictionary<string, IOpenApiHeader>
                {
                    ["Link"] = new OpenApiHeader
                    {
                        Description = "The next page, unless this is the last (RFC 8288).",
                        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                        Example = "<https://photos.example.org/events/?limit=50&cursor=…>; rel=\"next\"",
                    },
                };
            }
        });

    /// <summary>A multipart/form-data body: its fields, and the one that carries files.</summary>
    public static TBuilder WithForm<TBuilder>(this TBuilder endpoint, string file, bool isMany, params (string Name, string Meaning)[] fields)
        where TBuilder : IEndpointConventionBuilder => endpoint.Operation(operation =>
        {
            IOpenApiSchema bytes = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            var properties = new Dictionary<string, IOpenApiSchema>
            {
                [file] = isMany ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = bytes } : bytes,
            };
            foreach (var (name, meaning) in fields)
                properties[name] = new OpenApiSchema { Type = JsonSchemaType.String, Description = meaning };
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["multipart/form-data"] = new()
                    {
                        Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = properties, Required = new HashSet<string> { file } },
                    },
                },
            };
        });

    /// <summary>The example of a body.</summary>
    public static TBuilder WithExample<TBuilder>(this TBuilder endpoint, string json)
        where TBuilder : IEndpointConventionBuilder => endpoint.Operation(operation =>
        {
            foreach (var content in operation.RequestBody?.Content?.Values ?? [])
                content.Example = JsonNode.Parse(json);
        });

    private static void Add(
        OpenApiOperation operation, string name, string meaning, JsonSchemaType type, ParameterLocation place = ParameterLocation.Query)
    {
        operation.Parameters ??= [];
        if (operation.Parameters.FirstOrDefault(known => known.Name == name) is OpenApiParameter bound)
        {
            bound.Description = meaning;
            return;
        }

        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = place,
            Description = meaning,
            Schema = new OpenApiSchema { Type = type },
        });
    }

    private static TBuilder Operation<TBuilder>(this TBuilder endpoint, Action<OpenApiOperation> describe)
        where TBuilder : IEndpointConventionBuilder => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            describe(operation);
            return Task.CompletedTask;
        });
}
