using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Pixeli.Web;

/// <summary>Addresses of pages with a value that is not of its parameter's kind are a 400: the components would break over them.</summary>
internal static class ReadableQueries
{
    private static readonly ConcurrentDictionary<Type, Parameter[]> Pages = new();

    /// <summary>After routing and authorization, before the pages.</summary>
    public static void UseReadableQueries(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.Request.QueryString.HasValue
            && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page
            && Array.Exists(
                Pages.GetOrAdd(page.Type, ParametersOf),
                parameter => context.Request.Query[parameter.Name].ToString() is { Length: > 0 } text && !parameter.Reads(text)))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        return next(context);
    });

    private static Parameter[] ParametersOf(Type page) =>
    [
        .. from property in page.GetProperties()
           let given = property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()
           where given is not null
           select new Parameter(given.Name ?? property.Name, ReaderOf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)),
    ];

    private static Func<string, bool> ReaderOf(Type type) =>
        type == typeof(int) ? static text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : type == typeof(Guid) ? static text => Guid.TryParse(text, out _)
        : type == typeof(bool) ? static text => bool.TryParse(text, out _)
        : static _ => true; // texts

    private sealed record Parameter(string Name, Func<string, bool> Reads);
}
