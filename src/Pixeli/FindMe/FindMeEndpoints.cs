using Microsoft.AspNetCore.Http.Features;
using Pixeli.Accounts;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Limits;
using Pixeli.Hosting.Paging;
using Pixeli.Tagging;

namespace Pixeli.FindMe;

/// <summary>Being found, for apps: consent, matches, and what becomes of them.</summary>
internal static class FindMeEndpoints
{
    /// <summary>Matches that are answered at most.</summary>
    private const int MostMatches = 500;

    /// <summary>Photos that are asked for at once at most.</summary>
    private const int MostSightings = 50;

    /// <summary>Largest request: the selfie, and room for the parts around it.</summary>
    public const long MaxRequestBytes = Selfies.MaxBytes + (64 * 1024);

    public static void MapFindMeEndpoints(this IEndpointRouteBuilder routes)
    {
        var findMe = routes.MapGroup("/auth/me/find").RequireAuthorization().WithTags("Find me").ProducesProblem(401);
        findMe.MapGet("/", StateAsync).WithSummary("Whether the caller asked to be found").Produces<FindMeState>();
        findMe.MapPut("/", TakeAsync).LimitedBy(Limit.Upload).WithForm(Selfies.Field, isMany: false)
            .WithSummary("Ask to be found, with a selfie of which only a vector is kept")
            .Produces<FindMeState>().ProducesProblem(400).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429);
        findMe.MapDelete("/", WithdrawAsync).WithSummary("Withdraw, which erases the vector").Produces(204);
        findMe.MapGet("/photos", MatchesAsync).LimitedBy(Limit.Search).WithSummary("Photos the caller may be in, strongest first")
            .WithQuery(("event", "Only in this event."), ("limit", $"At most so many, up to {MostMatches}."))
            .Produces<List<FaceMatch>>().ProducesProblem(400).ProducesProblem(429);
        routes.MapGet("/photos/sightings", SightingsAsync).RequireAuthorization().WithTags("Find me")
            .WithSummary("What the machine made of some photos so far; those the caller may not read are left out")
            .WithQuery(("ids", $"Ids of at most {MostSightings} photos, with commas between them."))
            .Produces<List<Sighting>>().ProducesProblem(400).ProducesProblem(401);
        var photos = routes.MapGroup("/photos/{id:guid}").RequireAuthorization().WithTags("Find me").ProducesProblem(401).ProducesProblem(404);
        photos.MapPost("/me", (Guid id, Caller caller, Verdicts verdicts, CancellationToken cancellationToken) => DecideAsync(id, isMe: true, caller, verdicts, cancellationToken))
            .WithSummary("This is me: tags the caller").Produces(204).ProducesProblem(409);
        photos.MapPost("/not-me", (Guid id, Caller caller, Verdicts verdicts, CancellationToken cancellationToken) => DecideAsync(id, isMe: false, caller, verdicts, cancellationToken))
            .WithSummary("Not me: the photo does not come again").Produces(204).ProducesProblem(409);
        photos.MapDelete("/me", TakeBackAsync).WithSummary("Take back what was said: the photo may come again").Produces(204);
        photos.MapGet("/suggestions", SuggestionsAsync).WithSummary("People who asked to be found and may be in this photo, for who may edit it")
            .Produces<List<PersonSuggestion>>();
        photos.MapPost("/suggestions/{person:guid}", AcceptAsync).WithSummary("Tag a person who was suggested")
            .Produces(204).ProducesProblem(403).ProducesProblem(409);
        photos.MapDelete("/suggestions/{person:guid}", DenyAsync).WithSummary("Say that a person who was suggested is not in this photo: they are not suggested again")
            .Produces(204).ProducesProblem(403).ProducesProblem(409);
    }

    private static async Task<IResult> StateAsync(Caller caller, Selfies selfies, CancellationToken cancellationToken) =>
        Results.Ok(await selfies.StateAsync(caller, cancellationToken));

    private static async Task<IResult> TakeAsync(Caller caller, Selfies selfies, HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxRequestBytes;
        return (await selfies.ReceiveAsync(caller, context.Request, context.RequestAborted)).Problem
            ?? Results.Ok(await selfies.StateAsync(caller, context.RequestAborted));
    }

    private static async Task<IResult> WithdrawAsync(Caller caller, Selfies selfies, CancellationToken cancellationToken)
    {
        await selfies.WithdrawAsync(caller, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> MatchesAsync(
        Guid? @event, int? limit, Caller caller, FaceMatches matches, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MostMatches)
            return Problem.Invalid("limit", $"Between 1 and {MostMatches}.");
        return Results.Ok(await matches.FindAsync(caller, @event, limit ?? MostMatches, cancellationToken));
    }

    private static async Task<IResult> SightingsAsync(
        string? ids, Caller caller, SeenPhotos photos, PersonSuggestions suggestions, CancellationToken cancellationToken)
    {
        if (IdList.Parse(ids, MostSightings) is not { } asked)
            return Problem.Invalid("ids", $"From 1 to {MostSightings} ids with commas between them.");
        var seen = await photos.OfAsync(asked, caller, cancellationToken);
        var people = await suggestions.ForAsync([.. seen.Where(photo => photo.IsSeen).Select(photo => photo.Id)], caller, cancellationToken);
        return Results.Ok(seen.Select(photo => new Sighting(
            photo.Id, photo.IsSeen, photo.AutoTags, [.. people[photo.Id].Select(suggestion => suggestion.Person)])));
    }

    private static async Task<IResult> DecideAsync(Guid id, bool isMe, Caller caller, Verdicts verdicts, CancellationToken cancellationToken) =>
        await verdicts.DecideAsync(id, isMe, caller, cancellationToken) ?? Results.NoContent();

    private static async Task<IResult> TakeBackAsync(Guid id, Caller caller, Verdicts verdicts, CancellationToken cancellationToken) =>
        await verdicts.TakeBackAsync(id, caller, cancellationToken) ?? Results.NoContent();

    private static async Task<IResult> SuggestionsAsync(Guid id, Caller caller, PersonSuggestions suggestions, CancellationToken cancellationToken) =>
        Results.Ok(await suggestions.ForAsync(id, caller, cancellationToken));

    private static async Task<IResult> AcceptAsync(Guid id, Guid person, Caller caller, Verdicts verdicts, CancellationToken cancellationToken) =>
        await verdicts.AcceptAsync(id, person, caller, cancellationToken) ?? Results.NoContent();

    private static async Task<IResult> DenyAsync(Guid id, Guid person, Caller caller, Verdicts verdicts, CancellationToken cancellationToken) =>
        await verdicts.DenyAsync(id, person, caller, cancellationToken) ?? Results.NoContent();
}
