using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Pixeli.Accounts;
using Pixeli.Hosting.Errors;
using Pixeli.Tagging;
using Pixeli.Tagging.Packs;
using Pixeli.Vision;

namespace Pixeli.Web;

/// <summary>What the plain forms of the page about machine vision do; each ends on it again.</summary>
internal static class ModelForms
{
    public const string Install = "/admin/models/install";
    public const string Verify = "/admin/models/verify";
    public const string Remove = "/admin/models/remove";
    public const string Cancel = "/admin/models/cancel";
    public const string Backfill = "/admin/models/backfill";
    public const string Choose = "/admin/models/choose";

    private const string Page = "/admin/models";

    public static void MapModelForms(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("").RequireAuthorization().DisableAntiforgery().ExcludeFromDescription()
            .AddEndpointFilter(async (context, next) => Caller.Of(context.HttpContext) is { IsAdministrator: true } ? await next(context) : Problem.Forbidden());
        forms.MapPost(Install, ([FromForm] string name, [FromForm] string? from, [FromForm] bool? accepted, PackWork work) =>
            Back(accepted != true || work.Install(name, string.IsNullOrWhiteSpace(from) ? null : from.Trim()) ? null : "busy"));
        forms.MapPost(Verify, ([FromForm] string name, PackWork work) => Back(work.Verify(name) ? null : "busy"));
        forms.MapPost(Remove, RemovePack);
        forms.MapPost(Cancel, (PackWork work) =>
        {
            work.Cancel();
            return Back(null);
        });
        forms.MapPost(Backfill, async ([FromForm] bool runs, VisionSettings settings, CancellationToken cancellationToken) =>
        {
            await settings.RunBackfillAsync(runs, cancellationToken);
            return Back(null);
        });
        forms.MapPost(Choose, ChooseAsync);
    }

    private static RedirectHttpResult RemovePack([FromForm] string name, PackWork work)
    {
        try
        {
            work.Remove(name);
            return Back(null);
        }
        catch (VisionException busy) when (busy.Failure == VisionFailure.Busy)
        {
            return Back("busy");
        }
    }

    private static async Task<RedirectHttpResult> ChooseAsync(
        [FromForm] string? labels,
        [FromForm] string? things,
        [FromForm] string? faces,
        [FromForm] string? likeness,
        VisionSettings settings,
        CancellationToken cancellationToken)
    {
        if (!TryShare(faces, out var ofFaces) || !TryShare(things, out var ofThings) || !TryShare(likeness, out var ofLabels))
            return Back("threshold");
        await settings.ChooseThresholdsAsync(new(ofFaces, ofThings, ofLabels), cancellationToken);
        if (VisionChoices.LabelsIn(labels ?? "") is { Count: > 0 } list)
            await settings.ChooseLabelsAsync(list, cancellationToken);
        else
            await settings.ForgetLabelsAsync(cancellationToken);
        return Back(null);
    }

    // Empty is what the pack's authors say.
    private static bool TryShare(string? text, out double? share)
    {
        share = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number is not (>= 0 and <= 1))
            return false;
        share = number;
        return true;
    }

    private static RedirectHttpResult Back(string? problem) => TypedResults.Redirect(problem is null ? Page : $"{Page}?problem={problem}");
}
