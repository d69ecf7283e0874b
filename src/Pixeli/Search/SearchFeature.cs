using System.Text.Json.Serialization;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Limits;
using Pixeli.Hosting.Paging;
using Pixeli.Hosting.Roles;
using Pixeli.Photos;

namespace Pixeli.Search;

internal static class SearchFeature
{
    public static IServiceCollection AddSearch(this IServiceCollection services) =>
        services.AddScoped<PhotoSearch>().AddScoped<SearchSuggestions>().AddWarmUp(async (provider, cancellationToken) =>
        {
            var search = provider.GetRequiredService<PhotoSearch>();
            foreach (var filter in (PhotoFilter[])[PhotoFilter.Of(Guid.Empty), PhotoFilter.With(tag: " ")]) // no photo has this tag: words have no spaces around them
            {
                await search.CountAsync(filter, Caller.Nobody, cancellationToken);
                _ = await search.Results(filter, Caller.Nobody, after: null, limit: 1).AnyAsync(cancellationToken);
            }
        });

    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapPhotoSearch();
        routes.MapGet("/photos/search/suggestions", SuggestAsync)
            .RequireAuthorization().LimitedBy(Limit.Search).WithTags("Photos").WithSummary("Suggest filters while somebody types")
            .WithQuery(("q", "What was typed so far."))
            .Produces<SuggestedFilters>().ProducesProblem(401).ProducesProblem(429);
    }

    private static async Task<IResult> SuggestAsync(string? q, Caller caller, SearchSuggestions suggestions, CancellationToken cancellationToken) =>
        Results.Ok(await suggestions.ForAsync(q, caller, cancellationToken));

    private static void MapPhotoSearch(this IEndpointRouteBuilder routes) => routes.MapGet("/photos/search", SearchAsync)
        .RequireAuthorization().LimitedBy(Limit.Search).WithTags("Photos").WithSummary("Find photos, newest first").WithPages()
        .WithQuery(
            ("q", "Words, each to be found in the event's title, the photographer's names, or a tag; where a pack knows words, photos that look like what they say come after those."),
            ("event", "An event's id."),
            ("event_name", "A part of the event's title."),
            ("photographer_id", "A person's id."),
            ("photographer_name", "A part of the photographer's name or user name."),
            ("date_from", "The first day, as 2026-05-12."),
            ("date_to", "The last day."),
            ("tags", "Tags, with commas between them or repeated; any of them."),
            ("tagged", "User names, with commas between them or repeated; people who are all named in the photo."),
            ("mine", "1 for the caller's own photos only."),
            ("liked", "1 for photos that the caller likes only."),
            ("read_perm", "PUB, IMG or PRV."),
            ("status", "PE, PR, CO or FA."))
        .Produces<FoundPhotos>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(429);

    private static async Task<IResult> SearchAsync(
        Caller caller, PhotoSearch search, TimeProvider clock, HttpContext context, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(context.Request.Query, out var problem) is not { } page)
            return problem!;
        var (filter, errors) = PhotoFilter.Read(context.Request.Query, clock.UtcNow);
        if (errors.Count > 0)
            return Problem.Invalid(errors);
        var alike = await search.AlikeAsync(filter, caller, cancellationToken);
        if (page.Limit is not { } limit)
            return Results.Ok(new StreamedPhotos(await CountAsync(), alike?.Count, search.Results(filter, alike, caller, page.After, null)));
        var found = await search.Results(filter, alike, caller, page.After, limit + 1).ToListAsync(cancellationToken);
        var count = page.After is null && found.Count <= limit ? found.Count : await CountAsync(); // all of it is on this page
        context.CutToPage(found, limit, last => alike?.KeyOf(last) ?? new(last.Timestamp, last.Id));
        return Results.Ok(new FoundPhotos(count, alike?.Count, found));

        async Task<int> CountAsync() => await search.CountAsync(filter, caller, cancellationToken) + (alike?.Count ?? 0);
    }

    internal sealed record StreamedPhotos(
        int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Alike, IAsyncEnumerable<PhotoItem> Results);
}

/// <summary>What a search found.</summary>
/// <param name="Count">How many there are, on all pages.</param>
/// <param name="Alike">
/// How many of them, at the end and the most alike first, do not have the words and look like what they say; absent where no pack knows words.
/// </param>
/// <param name="Results">This page of them.</param>
public sealed record FoundPhotos(
    int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Alike, IReadOnlyList<PhotoItem> Results);
