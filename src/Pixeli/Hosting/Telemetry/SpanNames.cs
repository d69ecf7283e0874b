using Microsoft.AspNetCore.Http.Features;

namespace Pixeli.Hosting.Telemetry;

internal static class SpanNames
{
    /// <summary>Names the span of each request by its route, which says what was asked for and holds no secret. After routing; nothing where telemetry is off.</summary>
    public static void UseSpanNames(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<TelemetryState>().IsOn)
            return;
        app.Use((context, next) =>
        {
            if (context.Features.Get<IHttpActivityFeature>()?.Activity is { } span && context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
            {
                span.DisplayName = $"{context.Request.Method} {route}";
                span.SetTag("http.route", route);
            }

            return next(context);
        });
    }
}
