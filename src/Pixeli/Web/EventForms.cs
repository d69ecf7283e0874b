using Microsoft.AspNetCore.Mvc;
using Pixeli.Accounts;
using Pixeli.Events;
using Pixeli.Hosting.Errors;
using Pixeli.Operations;

namespace Pixeli.Web;

/// <summary>What the plain forms do with which an event is looked after.</summary>
internal static class EventForms
{
    public static string Retry(Guid eventId) => $"/e/{eventId}/failures/retry";

    public static string RetryAll(Guid eventId) => $"/e/{eventId}/failures/retry-all";

    public static void MapEventForms(this IEndpointRouteBuilder routes)
    {
        var failures = routes.MapGroup("/e/{eventId:guid}/failures").RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();
        failures.MapPost("/retry", RetryAsync);
        failures.MapPost("/retry-all", RetryAllAsync);
    }

    private static async Task<IResult> RetryAsync(
        Guid eventId, [FromForm] Guid id, Caller caller, EventQueries events, FailedPhotos failed, CancellationToken cancellationToken) =>
        await ProblemAsync(eventId, caller, events, cancellationToken) ?? Done(eventId, await failed.RetryAsync(eventId, id, cancellationToken));

    private static async Task<IResult> RetryAllAsync(
        Guid eventId, Caller caller, EventQueries events, FailedPhotos failed, CancellationToken cancellationToken) =>
        await ProblemAsync(eventId, caller, events, cancellationToken) ?? Done(eventId, await failed.RetryAllAsync(eventId, cancellationToken));

    private static async Task<IResult?> ProblemAsync(Guid eventId, Caller caller, EventQueries events, CancellationToken cancellationToken) =>
        await events.FindAsync(eventId, caller, cancellationToken) switch
        {
            null => Problem.NotFound(),
            { CanEdit: false } => Problem.Forbidden(),
            _ => null,
        };

    private static IResult Done(Guid eventId, int retried) => TypedResults.Redirect($"/e/{eventId}/failures?retried={retried}");
}
