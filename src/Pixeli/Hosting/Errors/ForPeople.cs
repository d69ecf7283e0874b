using Microsoft.AspNetCore.Components.Endpoints;

namespace Pixeli.Hosting.Errors;

/// <summary>Tells people in front of a browser, who are answered with pages, from programs, which get the one error shape.</summary>
internal static class ForPeople
{
    /// <summary>Browsers name HTML; clients of the API take anything, or JSON.</summary>
    public static bool WantsPage(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    /// <summary>True for a page, and for what a page's forms do, when a browser asks for it. Calls of the API are described, those are not.</summary>
    public static bool Is(HttpContext context) =>
        WantsPage(context.Request)
        && context.GetEndpoint()?.Metadata is { } metadata
        && (metadata.GetMetadata<ComponentTypeMetadata>() is not null || metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is { ExcludeFromDescription: true });
}
