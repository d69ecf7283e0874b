using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;

namespace Pixeli.Photos.Live;

/// <summary>
/// <c>GET /events/{id}/stream</c>: server-sent events (HTML standard, section 9.2) for live galleries. <c>photo_added</c> and
/// <c>photo_changed</c> carry a photo in the shape of lists, <c>photo_removed</c> its id, <c>reload</c> says that changes were missed.
/// </summary>
internal static class EventStream
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(150); // many changes at once cost one query
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(15); // keeps proxies from closing a quiet connection
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10); // clients come back by themselves, and show who they are again

    public static void MapEventStream(this IEndpointRouteBuilder routes) => routes.MapGet("/events/{id:guid}/stream", StreamAsync)
        .RequireAuthorization().WithTags("Events").WithSummary("Photos added, changed and removed, as server-sent events")
        .Produces(200, contentType: "text/event-stream").ProducesProblem(401).ProducesProblem(404);

    private static async Task<IResult> StreamAsync(
        Guid id,
        Caller caller,
        PixeliDb db,
        PhotoFeed feed,
        IServiceScopeFactory scopes,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellationToken)
    {
        if (!await db.Events.Where(EventAccess.CanRead(caller)).AnyAsync(item => item.Id == id, cancellationToken))
            return Problem.NotFound();
        return new LastingAnswer(context =>
        {
            context.Response.Headers["X-Accel-Buffering"] = "no"; // nginx would wait for more
            return TypedResults.ServerSentEvents(EventsAsync(id, caller, feed, scopes, lifetime.ApplicationStopping, context.RequestAborted)).ExecuteAsync(context);
        });
    }

    private static async IAsyncEnumerable<SseItem<object>> EventsAsync(
        Guid eventId, Caller watcher, PhotoFeed feed, IServiceScopeFactory scopes, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        limit.CancelAfter(Longest);
        var stop = limit.Token;
        using var watch = feed.Subscribe(eventId);
        yield return new(new { }, "ready");
        while (await WaitAsync(watch, stop) is { } isChange)
        {
            if (!isChange)
            {
                yield return new(new { }, "ping");
                continue;
            }

            await Task.Delay(Gathering, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var changes = new List<PhotoChange>();
            while (watch.Changes.TryRead(out var change))
                changes.Add(change);
            await using var scope = scopes.CreateAsyncScope();
            // Whoever is signed out or demoted meanwhile is not told any more.
            if (await scope.ServiceProvider.GetRequiredService<CallerReader>().ReadAsync(watcher.SessionId, watcher.Id, CancellationToken.None) is not { } caller)
                yield break;
            foreach (var item in await scope.ServiceProvider.GetRequiredService<PhotoQueries>().ChangesAsync(changes, caller, CancellationToken.None))
                yield return item;
        }

        if (watch.Changes.Completion.IsCompleted)
            yield return new(new { }, "reload");
    }

    /// <summary>True for a change, false for a pulse, null for the end.</summary>
    private static async Task<bool?> WaitAsync(PhotoFeed.Watch watch, CancellationToken stop)
    {
        using var pulse = CancellationTokenSource.CreateLinkedTokenSource(stop);
        pulse.CancelAfter(Pulse);
        try
        {
            return await watch.Changes.WaitToReadAsync(pulse.Token) ? true : null;
        }
        catch (OperationCanceledException)
        {
            return stop.IsCancellationRequested ? null : false;
        }
    }

    private static async Task<List<SseItem<object>>> ChangesAsync(
        this PhotoQueries photos, List<PhotoChange> changes, Caller caller, CancellationToken cancellationToken)
    {
        var ids = changes.Where(change => change.Kind != PhotoChangeKind.Removed).Select(change => change.Photo).Distinct().ToList();
        var readable = ids.Count == 0 ? [] : await photos.ByIdsAsync(ids, caller, cancellationToken);
        var items = new List<SseItem<object>>();
        foreach (var change in changes.GroupBy(change => change.Photo))
        {
            if (readable.TryGetValue(change.Key, out var photo))
                items.Add(new(photo, change.Any(one => one.Kind == PhotoChangeKind.Added) ? "photo_added" : "photo_changed"));
            else if (change.Any(one => one.Before is { } before && CouldRead(before, caller)))
                items.Add(new(new RemovedPhoto(change.Key), "photo_removed"));
        }

        return items;
    }

    // The rule that the database evaluates, on the photo as it was: who could not see it does not hear that it is gone.
    private static bool CouldRead(Photo before, Caller caller) =>
        PhotoAccess.CanRead(caller).Compile(preferInterpretation: true)(before);

    private sealed record RemovedPhoto(Guid Id);
}
