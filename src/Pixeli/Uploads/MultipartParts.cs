using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Pixeli.Hosting.Errors;

namespace Pixeli.Uploads;

/// <summary>One part of a multipart/form-data body, RFC 7578: a field, or a file when it has a file name.</summary>
public sealed record MultipartPart(string Name, string? FileName, Stream Body);

/// <summary>Reads a multipart/form-data body part by part, without ever holding it.</summary>
public static class MultipartParts
{
    private const int MaxBoundary = 200;
    private const int BufferBytes = 64 * 1024; // the default of 4 KB costs a thousand small reads a photo

    /// <summary>Null when the request is no multipart/form-data.</summary>
    public static MultipartReader? ReaderFor(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        return string.IsNullOrEmpty(boundary) || boundary.Length > MaxBoundary
            ? null
            : new MultipartReader(boundary, request.Body, BufferBytes) { HeadersCountLimit = 16, HeadersLengthLimit = 16 * 1024 };
    }

    public static Problem NotMultipart() => Problem.UnsupportedMedia("Send multipart/form-data.");

    public static async IAsyncEnumerable<MultipartPart> PartsAsync(
        this MultipartReader reader, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await NextAsync(reader, cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                continue;
            var fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
            yield return new(
                Unquote(disposition.Name),
                fileName.HasValue ? Unquote(fileName) : null,
                section.Body);
        }
    }

    // RFC 9110, section 5.6.4: in a quoted string a backslash stands before the character it means. Only before those two that need it, since
    // browsers write others, as those of a path, without it.
    private static string Unquote(StringSegment text) =>
        HeaderUtilities.RemoveQuotes(text).ToString().Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    /// <summary>A field's text.</summary>
    /// <exception cref="BadHttpRequestException">It is longer than <paramref name="maxBytes"/>, is no text, or ended early.</exception>
    public static async Task<string> ReadTextAsync(this MultipartPart part, int maxBytes, CancellationToken cancellationToken)
    {
        var bytes = new byte[maxBytes + 1];
        var read = await part.Body.FillFromSentAsync(bytes, cancellationToken);
        if (bytes.AsSpan(0, read).Contains((byte)0))
            throw new BadHttpRequestException($"The field {part.Name} holds a null character.");
        return read <= maxBytes
            ? Encoding.UTF8.GetString(bytes, 0, read)
            : throw new BadHttpRequestException($"The field {part.Name} is longer than this server takes.", StatusCodes.Status413PayloadTooLarge);
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception broken) when (broken is (IOException and not BadHttpRequestException) or InvalidDataException)
        {
            throw new BadHttpRequestException("The multipart body is broken or ended early.", broken);
        }
    }
}
