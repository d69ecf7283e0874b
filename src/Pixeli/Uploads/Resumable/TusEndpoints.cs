using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Pixeli.Accounts;
using Pixeli.Hosting.ApiDocument;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Limits;

namespace Pixeli.Uploads.Resumable;

/// <summary>The tus protocol 1.0.0 at <c>/uploads/</c>: creation, creation-with-upload, termination, checksum and expiration.</summary>
internal static class TusEndpoints
{
    public static void MapTus(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/uploads", [HttpMethods.Options], Capabilities).WithTags("Uploads")
            .WithSummary("What this server can do of tus 1.0.0").Produces(204);
        var tus = routes.MapGroup("/uploads").RequireAuthorization().LimitedBy(Limit.Upload).AddEndpointFilter(TusProtocol.SpeakAsync).WithTags("Uploads")
            .WithRequestHeader("Tus-Resumable", "The protocol's version, 1.0.0.")
            .ProducesProblem(401).ProducesProblem(412).ProducesProblem(429);
        tus.MapPost("/", CreateAsync).WithSummary("Begin a resumable upload (tus creation, creation-with-upload)")
            .Produces(201).ProducesProblem(400).ProducesProblem(403).ProducesProblem(413).ProducesProblem(415);
        tus.MapMethods("/{id:guid}", [HttpMethods.Head], LookAsync).WithSummary("How far an upload is, and which photo it became")
            .Produces(200).ProducesProblem(404).ProducesProblem(410);
        tus.MapPatch("/{id:guid}", ContinueAsync).WithSummary("Send the next bytes of an upload").Produces(204).ProducesProblem(400).ProducesProblem(403)
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(413).ProducesProblem(415).ProducesProblem(423).ProducesProblem(460);
        tus.MapDelete("/{id:guid}", EndAsync).WithSummary("End an upload (tus termination)")
            .Produces(204).ProducesProblem(404).ProducesProblem(410).ProducesProblem(423);
        // "The X-HTTP-Method-Override request header MUST be a string which MUST be interpreted as the request's method by the Server."
        tus.MapPost("/{id:guid}", OverrideAsync).ExcludeFromDescription();
    }

    private static NoContent Capabilities(IOptions<UploadOptions> options, HttpResponse response)
    {
        response.Headers["Tus-Version"] = TusProtocol.Version;
        response.Headers["Tus-Extension"] = TusProtocol.Extensions;
        response.Headers["Tus-Max-Size"] = TusProtocol.Whole(options.Value.MaxFileBytes);
        response.Headers["Tus-Checksum-Algorithm"] = TusChecksum.Names;
        return TypedResults.NoContent();
    }

    private static async Task<IResult> CreateAsync(
        [FromHeader(Name = "Upload-Length")] long? length,
        [FromHeader(Name = "Upload-Metadata")] string? metadata,
        [FromHeader(Name = "Upload-Checksum")] string? checksum,
        Caller caller,
        ResumableUploads uploads,
        ReceivedFiles files,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var hasBody = context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0;
        if (hasBody && !IsBytes(context.Request))
            return Problem.UnsupportedMedia($"Send {TusProtocol.ContentType}.");
        var (upload, problem) = await uploads.CreateAsync(length, metadata ?? "", caller, cancellationToken);
        if (upload is null)
            return problem!;
        context.Response.Headers.Location = $"/uploads/{upload.Id}";
        if (hasBody)
        {
            using var turn = files.TryLock(upload.Id)!; // nobody else knows of it
            var refusal = await uploads.ReceiveAsync(
                upload, 0, context.Request.Body, context.Request.ContentLength, checksum, caller, cancellationToken);
            if (refusal is not null)
                return refusal;
        }

        context.Response.Describe(upload, Offset(upload, files));
        return Results.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<IResult> LookAsync(
        Guid id, Caller caller, ResumableUploads uploads, ReceivedFiles files, HttpContext context, CancellationToken cancellationToken)
    {
        // "The Server MUST prevent the client and/or proxies from caching the response by adding the Cache-Control: no-store header."
        context.Response.Headers.CacheControl = "no-store";
        var (upload, problem) = await uploads.FindAsync(id, caller, cancellationToken);
        if (upload is null)
            return problem!;
        // All bytes are here and nobody was told what became of them: clients take an offset at the end for success, so it must be one.
        return upload.PhotoId is null && files.Offset(id) == upload.Length
            ? await InTurnAsync(id, caller, uploads, files, async found => await uploads.FinishAsync(found, caller, cancellationToken) ?? Tell(found), cancellationToken)
            : Tell(upload);

        IResult Tell(ResumableUpload found)
        {
            context.Response.Describe(found, Offset(found, files));
            context.Response.Headers["Upload-Length"] = TusProtocol.Whole(found.Length);
            context.Response.Headers["Upload-Metadata"] = found.Metadata;
            return Results.Ok();
        }
    }

    private static async Task<IResult> ContinueAsync(
        Guid id,
        [FromHeader(Name = "Upload-Offset")] long? offset,
        [FromHeader(Name = "Upload-Checksum")] string? checksum,
        Caller caller,
        ResumableUploads uploads,
        ReceivedFiles files,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        // "All PATCH requests MUST use Content-Type: application/offset+octet-stream, otherwise the server SHOULD return a 415."
        if (!IsBytes(context.Request))
            return Problem.UnsupportedMedia($"Send {TusProtocol.ContentType}.");
        if (offset is not >= 0)
            return Problem.BadRequest("Upload-Offset must say where these bytes begin.");
        return await InTurnAsync(id, caller, uploads, files, ReceiveAsync, cancellationToken);

        async Task<IResult> ReceiveAsync(ResumableUpload upload)
        {
            var refusal = await uploads.ReceiveAsync(
                upload, offset.Value, context.Request.Body, context.Request.ContentLength, checksum, caller, cancellationToken);
            if (refusal is not null)
                return refusal;
            context.Response.Describe(upload, Offset(upload, files));
            return Results.NoContent();
        }
    }

    private static Task<IResult> EndAsync(
        Guid id, Caller caller, ResumableUploads uploads, ResumableIntake intake, ReceivedFiles files, CancellationToken cancellationToken) =>
        InTurnAsync(
            id,
            caller,
            uploads,
            files,
            async _ =>
            {
                await intake.ForgetAsync(id, cancellationToken);
                return Results.NoContent();
            },
            cancellationToken);

    private static Task<IResult> OverrideAsync(
        Guid id,
        [FromHeader(Name = "Upload-Offset")] long? offset,
        [FromHeader(Name = "Upload-Checksum")] string? checksum,
        Caller caller,
        ResumableUploads uploads,
        ResumableIntake intake,
        ReceivedFiles files,
        HttpContext context,
        CancellationToken cancellationToken) => context.Request.Headers["X-HTTP-Method-Override"].ToString().ToUpperInvariant() switch
        {
            "PATCH" => ContinueAsync(id, offset, checksum, caller, uploads, files, context, cancellationToken),
            "DELETE" => EndAsync(id, caller, uploads, intake, files, cancellationToken),
            "HEAD" => LookAsync(id, caller, uploads, files, context, cancellationToken),
            _ => Task.FromResult(NotAllowed(context.Response)),
        };

    private static IResult NotAllowed(HttpResponse response)
    {
        response.Headers.Allow = "HEAD, PATCH, DELETE"; // RFC 9110, section 15.5.6: a 405 names what is
        return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }

    // Looked for twice: a stranger must not make us keep a lock file, and while somebody waited it may have changed.
    private static async Task<IResult> InTurnAsync(
        Guid id, Caller caller, ResumableUploads uploads, ReceivedFiles files, Func<ResumableUpload, Task<IResult>> act, CancellationToken cancellationToken)
    {
        if ((await uploads.FindAsync(id, caller, cancellationToken)).Problem is { } unknown)
            return unknown;
        using var turn = files.TryLock(id);
        if (turn is null) // the protocol leaves this open; tusd, its reference, answers 423 (RFC 4918, section 11.3)
            return Problem.Of(StatusCodes.Status423Locked, "Locked", "Another request is sending this upload.");
        var (upload, problem) = await uploads.FindAsync(id, caller, cancellationToken);
        return upload is null ? problem! : await act(upload);
    }

    private static long Offset(ResumableUpload upload, ReceivedFiles files) => upload.PhotoId is null ? files.Offset(upload.Id) : upload.Length;

    private static bool IsBytes(HttpRequest request) =>
        string.Equals(request.ContentType, TusProtocol.ContentType, StringComparison.OrdinalIgnoreCase);
}
