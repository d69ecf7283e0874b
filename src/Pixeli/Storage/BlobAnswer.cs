using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Pixeli.Hosting.Limits;

namespace Pixeli.Storage;

/// <summary>How a blob is sent to a client.</summary>
/// <param name="ContentType">Its true type.</param>
/// <param name="FileName">The name to keep it under, where it is a download; null where it is shown.</param>
/// <param name="Tag">What its ETag says: another for other bytes.</param>
/// <param name="GoodFor">How long caches of one person may keep it unasked; null to have them ask each time.</param>
public sealed record BlobAnswer(string ContentType, string? FileName, string Tag, TimeSpan? GoodFor)
{
    /// <summary>The ETag.</summary>
    public EntityTagHeaderValue ETag { get; } = new($"\"{Tag}\"");

    /// <summary>The header <c>Cache-Control</c>.</summary>
    public string CacheControl => GoodFor is { } time
        ? string.Create(CultureInfo.InvariantCulture, $"private, immutable, max-age={(long)time.TotalSeconds}")
        : "private, no-cache";

    /// <summary>The header <c>Content-Disposition</c>, or null.</summary>
    public string? Disposition
    {
        get
        {
            if (FileName is null)
                return null;
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(FileName);
            return disposition.ToString();
        }
    }
}

/// <summary>A place where a client can fetch a blob without this server.</summary>
/// <param name="Address">The place; it alone is the permission.</param>
/// <param name="Life">How long it lives.</param>
public sealed record DirectPlace(Uri Address, TimeSpan Life);

/// <summary>Answers requests with blobs.</summary>
public static class BlobAnswers
{
    /// <summary>
    /// Answers with a blob, ranges and conditions included, or sends the client to where it lies. Permission must have been looked at before.
    /// </summary>
    /// <returns>The answer; null when there is nothing under the key.</returns>
    /// <exception cref="IOException">The store cannot be reached.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The result disposes of the stream when it is sent.")]
    public static async Task<IResult?> AnswerAsync(
        this IBlobStore store, string key, BlobAnswer answer, HttpContext context, CancellationToken cancellationToken)
    {
        if (await store.PlaceAsync(key, answer, HttpMethods.IsHead(context.Request.Method), cancellationToken) is { } place)
            return Elsewhere(place, answer, context);
        if (await store.OpenAsync(key, cancellationToken) is not { } bytes)
            return null;
        context.Response.Headers.CacheControl = answer.CacheControl;
        // RFC 9110, section 14.2: a Range of a unit that is not understood is ignored. The framework takes any for bytes.
        if (context.Request.Headers.Range is [{ } range] && !range.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase))
            context.Request.Headers.Range = default;
        var patience = context.RequestServices.GetRequiredService<IOptions<LimitOptions>>().Value.StalledDownload;
        return Results.Stream(new AttendedStream(bytes, patience, context.Abort), answer.ContentType, answer.FileName, entityTag: answer.ETag, enableRangeProcessing: true);
    }

    private static IResult Elsewhere(DirectPlace place, BlobAnswer answer, HttpContext context)
    {
        // The tags of the bucket are not ours: who has the blob already is told so here.
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == "*" || tag.Compare(answer.ETag, useStrongComparison: false)))
        {
            context.Response.Headers.CacheControl = answer.CacheControl;
            context.Response.Headers.ETag = answer.ETag.ToString();
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        // The way there may be kept half as long as it leads there: nobody sets out on it at the last moment.
        var half = place.Life / 2;
        context.Response.Headers.CacheControl = answer.GoodFor is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"private, max-age={(long)(half < time ? half : time).TotalSeconds}")
            : answer.CacheControl;
        return Results.Redirect(place.Address.AbsoluteUri);
    }
}
