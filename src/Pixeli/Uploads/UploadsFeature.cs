using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Pixeli.Accounts;
using Pixeli.Hosting;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Checkups;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Limits;
using Pixeli.Photos;
using Pixeli.Uploads.Resumable;

namespace Pixeli.Uploads;

internal static class UploadsFeature
{
    public static IServiceCollection AddUploads(this IServiceCollection services)
    {
        services.AddOptions<UploadOptions>().BindConfiguration("Pixeli:Uploads").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Staging>();
        services.AddScoped<PhotoIntake>();
        services.AddScoped<BulkUpload>();
        services.AddScoped<SingleUpload>();
        services.AddScoped<IInstanceCleanup, AbandonedUploads>();
        services.AddSingleton<ReceivedFiles>();
        services.AddScoped<ResumableUploads>();
        services.AddScoped<ResumableIntake>();
        services.AddScoped<SharedFiles>();
        services.AddHostedService<ResumableSweep>();
        services.AddScoped<ICheckup, ReceivedFilesCheckup>();
        return services;
    }

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("").RequireAuthorization().LimitedBy(Limit.Upload).AddEndpointFilter(AllowLargeBodyAsync).WithTags("Uploads")
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(413).ProducesProblem(415).ProducesProblem(429);
        uploads.MapPost("/events/{id:guid}/photos/bulk-upload", BulkAsync).WithSummary("Upload photos into an event, 20 at a time unless the site says otherwise")
            .WithForm("images", isMany: true, ("metadata", "A JSON array with one object a file: client_id, read_perm, share_perm, tagged_usernames, user_tags, timestamp."))
            .Produces<BulkUploadAnswer>(207).ProducesProblem(404);
        uploads.MapPost("/photos", SingleAsync).WithSummary("Upload one photo")
            .WithForm(
                "image",
                isMany: false,
                ("event", "The event's id."),
                ("timestamp", "When it was taken, if the file does not say."),
                ("read_perm", "PUB, IMG or PRV."),
                ("share_perm", "AN, OR or DI."),
                ("user_tags", "A JSON array, or words with commas between them."),
                ("tagged_usernames", "A JSON array, or user names with commas between them."))
            .Produces<PhotoDetail>(201).Produces<PhotoDetail>(200);
        routes.MapKnownPhotos();
        routes.MapTus();
    }

    private static async Task<IResult> BulkAsync(
        Guid id, Caller caller, BulkUpload upload, HttpRequest request, CancellationToken cancellationToken)
    {
        var (results, problem) = await upload.ReceiveAsync(id, caller, request, cancellationToken);
        return problem ?? Results.Json(new BulkUploadAnswer(results), statusCode: StatusCodes.Status207MultiStatus);
    }

    private static async Task<IResult> SingleAsync(
        Caller caller, SingleUpload upload, PhotoQueries photos, HttpRequest request, CancellationToken cancellationToken)
    {
        var (result, problem) = await upload.ReceiveAsync(caller, request, cancellationToken);
        if (result is null)
            return problem!;
        var detail = await photos.DetailAsync(result.PhotoId, caller, cancellationToken);
        if (!result.IsDuplicate)
            return Results.Created($"/photos/{result.PhotoId}/", detail);
        return detail is null ? Problem.Conflict("This photo is in the event already.") : Results.Ok(detail);
    }

    private static ValueTask<object?> AllowLargeBodyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = http.RequestServices.GetRequiredService<IOptions<UploadOptions>>().Value.MaxRequestBytes;
        return next(context);
    }

    internal sealed record BulkUploadAnswer(IReadOnlyList<BulkUploadResult> Results);
}
