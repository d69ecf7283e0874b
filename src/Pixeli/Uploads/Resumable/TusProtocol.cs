using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Pixeli.Hosting.Errors;

namespace Pixeli.Uploads.Resumable;

/// <summary>What every request and answer of the tus protocol 1.0.0 has in common.</summary>
internal static class TusProtocol
{
    public const string Version = "1.0.0";
    public const string Extensions = "creation,creation-with-upload,termination,checksum,expiration";
    public const string ContentType = "application/offset+octet-stream";

    /// <summary>
    /// "The Tus-Resumable header MUST be included in every request and response except for OPTIONS requests." Also in those that no endpoint
    /// answers: who is not signed in, or asks with a method that is none.
    /// </summary>
    public static void UseTusVersion(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/uploads", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.OnStarting(
                static response =>
                {
                    ((HttpResponse)response).Headers["Tus-Resumable"] = Version;
                    return Task.CompletedTask;
                },
                context.Response);
        }

        return next(context);
    });

    /// <summary>
    /// "If the version specified by the Client is not supported by the Server, it MUST respond with the 412 Precondition Failed status and MUST
    /// include the Tus-Version header into the response. In addition, the Server MUST NOT process the request."
    /// </summary>
    public static ValueTask<object?> SpeakAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers["Tus-Resumable"] != Version)
        {
            http.Response.Headers["Tus-Version"] = Version;
            return new(Problem.Of(StatusCodes.Status412PreconditionFailed, "Precondition failed", $"Tus-Resumable must be {Version}."));
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = http.RequestServices.GetRequiredService<IOptions<UploadOptions>>().Value.MaxFileBytes;
        return next(context);
    }

    /// <summary>Says how far an upload is, and what it became.</summary>
    public static void Describe(this HttpResponse response, ResumableUpload upload, long offset)
    {
        response.Headers["Upload-Offset"] = Whole(offset);
        if (upload.PhotoId is not { } photo)
        {
            response.Headers["Upload-Expires"] = upload.ExpiresAt.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            return;
        }

        response.Headers["Pixeli-Photo-Id"] = photo.ToString();
        response.Headers["Pixeli-Status"] = upload.IsDuplicate ? "duplicate" : "created";
    }

    public static string Whole(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
