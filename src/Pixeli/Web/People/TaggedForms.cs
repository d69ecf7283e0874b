using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Pixeli.Accounts;
using Pixeli.Photos;

namespace Pixeli.Web.People;

/// <summary>What the form on the photos of oneself does; it ends on that page again.</summary>
internal static class TaggedForms
{
    public const string Leave = "/me/tagged/leave";

    private const string Page = "/me/tagged";

    public static void MapTaggedForms(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Leave, LeaveAsync).RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();

    /// <summary>Takes the caller out of the chosen photos; those they are not in any more are left as they are.</summary>
    private static async Task<RedirectHttpResult> LeaveAsync([FromForm] Guid[]? photo, Caller caller, PhotoEdits edits, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var id in (photo ?? []).Distinct())
            removed += await edits.RemoveMeAsync(id, caller, cancellationToken) is null ? 1 : 0;
        return TypedResults.Redirect($"{Page}?removed={removed}");
    }
}
