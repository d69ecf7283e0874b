using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Limits;
using Pixeli.Photos;
using Pixeli.Uploads;
using Pixeli.Web.Pages;
using Pixeli.Web.Texts;

namespace Pixeli.Web;

/// <summary>Uploads from a plain form, for browsers without script: takes the files in as every other way in does, and answers with a page.</summary>
internal static class UploadForm
{
    public static void MapUploadForm(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/e/{id:guid}/upload/form", ReceiveAsync).RequireAuthorization().LimitedBy(Limit.Upload).ExcludeFromDescription();

    private static async Task<IResult> ReceiveAsync(
        Guid id, Caller caller, PixeliDb db, Staging staging, PhotoIntake intake, IOptions<UploadOptions> options, Wording texts, HttpContext context)
    {
        if (await db.CheckMayAddAsync(id, caller, context.RequestAborted) is { } refusal)
            return Results.StatusCode(refusal.StatusCode);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = options.Value.MaxRequestBytes;
        if (MultipartParts.ReaderFor(context.Request) is not { } reader)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var results = new List<ReceiptLine>();
        await foreach (var part in reader.PartsAsync(context.RequestAborted))
        {
            if (part is not { Name: "images", FileName.Length: > 0 })
                continue;
            results.Add(results.Count < options.Value.MaxFiles
                ? await TakeInAsync(part)
                : new(FileNames.Clean(part.FileName), IsDuplicate: false, texts["upload.tooMany", ("count", options.Value.MaxFiles)]));
        }

        return new RazorComponentResult<UploadReceipt>(new { Event = id, Results = (IReadOnlyList<ReceiptLine>)results });

        // A full disk, or a database that is away, costs its file and not the others' receipt.
        async Task<ReceiptLine> TakeInAsync(MultipartPart part)
        {
            try
            {
                return await AcceptAsync(id, caller, part, staging, intake, context.RequestAborted);
            }
            catch (Exception trouble) when (KnownTrouble.Of(trouble, context) is { StatusCode: >= StatusCodes.Status500InternalServerError } known)
            {
                db.ChangeTracker.Clear(); // what was not written is not to be written with the next file
                return new(FileNames.Clean(part.FileName!), IsDuplicate: false, texts[known.StatusCode == StatusCodes.Status507InsufficientStorage ? "upload.full" : "upload.away"]);
            }
        }
    }

    private static async Task<ReceiptLine> AcceptAsync(
        Guid eventId, Caller caller, MultipartPart part, Staging staging, PhotoIntake intake, CancellationToken cancellationToken)
    {
        var name = FileNames.Clean(part.FileName);
        var (staged, refusal) = await staging.ReceiveAsync(part.Body, cancellationToken);
        if (staged is null)
            return new(name, IsDuplicate: false, refusal!.Message);
        var settings = new PhotoSettings().Understand().Settings!;
        var accepted = await intake.AcceptAsync(eventId, caller.Id, [new(staged, name, settings, [])], cancellationToken);
        return new(name, accepted[0].IsDuplicate, null, accepted[0].PhotoId);
    }
}
