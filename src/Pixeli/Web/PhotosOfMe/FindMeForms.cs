using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Pixeli.Accounts;
using Pixeli.FindMe;
using Pixeli.Hosting.Limits;

namespace Pixeli.Web.PhotosOfMe;

/// <summary>What the forms of the page that finds people do; each ends on it again.</summary>
internal static class FindMeForms
{
    public const string Page = "/find-me";
    public const string Selfie = "/find-me/selfie";
    public const string Withdraw = "/find-me/withdraw";
    public const string Decide = "/find-me/decide";

    public const string Taken = "taken";
    public const string Withdrawn = "withdrawn";
    public const string IsMe = "me";
    public const string NotMe = "not-me";

    private const long MaxRequestBytes = Selfies.MaxBytes + (64 * 1024);

    /// <summary>Why a selfie may be refused: ends of the names of texts.</summary>
    public static readonly IReadOnlySet<string> Problems =
        new HashSet<string> { nameof(SelfieFlaw.NoFace), nameof(SelfieFlaw.Several), nameof(SelfieFlaw.TooSmall), nameof(SelfieFlaw.Blurred), "TooLarge", "Unreadable", "Failed" };

    public static void MapFindMeForms(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("").RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();
        forms.MapPost(Selfie, TakeAsync).LimitedBy(Limit.Upload);
        forms.MapPost(Withdraw, WithdrawAsync);
        forms.MapPost(Decide, DecideAsync);
    }

    private static async Task<RedirectHttpResult> TakeAsync(Caller caller, Selfies selfies, HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxRequestBytes;
        if (context.Request.ContentLength > MaxRequestBytes)
            return Back("problem=TooLarge");
        var answer = await selfies.ReceiveAsync(caller, context.Request, context.RequestAborted);
        return Back(answer switch
        {
            { Problem: null } => $"done={Taken}",
            { Flaw: { } flaw } => $"problem={flaw}",
            { Problem.StatusCode: StatusCodes.Status413PayloadTooLarge } => "problem=TooLarge",
            { Problem.StatusCode: StatusCodes.Status409Conflict } => "problem=Failed",
            _ => "problem=Unreadable",
        });
    }

    private static async Task<RedirectHttpResult> WithdrawAsync(Caller caller, Selfies selfies, CancellationToken cancellationToken)
    {
        await selfies.WithdrawAsync(caller, cancellationToken);
        return Back($"done={Withdrawn}");
    }

    /// <summary>One photo by its own buttons, or the chosen ones. Those that have gone meanwhile are left out.</summary>
    private static async Task<RedirectHttpResult> DecideAsync(
        [FromForm(Name = "event")] Guid? only,
        [FromForm(Name = IsMe)] Guid? me,
        [FromForm(Name = NotMe)] Guid? notMe,
        [FromForm] string? verdict,
        [FromForm] Guid[]? photo,
        Caller caller,
        Verdicts verdicts,
        CancellationToken cancellationToken)
    {
        var one = me ?? notMe;
        var isMe = one is null ? verdict == IsMe : me is not null;
        var decided = 0;
        foreach (var id in one is { } single ? [single] : (photo ?? []).Distinct())
            decided += await verdicts.DecideAsync(id, isMe, caller, cancellationToken) is null ? 1 : 0;
        var count = string.Create(CultureInfo.InvariantCulture, $"done={(isMe ? IsMe : NotMe)}&photos={decided}");
        return Back(only is null ? count : $"event={only}&{count}");
    }

    private static RedirectHttpResult Back(string query) => TypedResults.Redirect($"{Page}?{query}");
}
