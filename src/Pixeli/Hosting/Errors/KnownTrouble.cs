using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Pixeli.Data;
using Pixeli.Storage;

namespace Pixeli.Hosting.Errors;

/// <summary>What exceptions mean to whoever asked, for those that may come to any request.</summary>
internal static class KnownTrouble
{
    /// <summary>The answer, or null for what no code expected.</summary>
    public static Problem? Of(Exception exception, HttpContext context) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.TooLarge("The request is larger than this server takes."),
        BadHttpRequestException { InnerException: JsonException json } => FromJson(json),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad => Problem.BadRequest(bad.Message),
        BadHttpRequestException bad => Problem.Of(bad.StatusCode, ReasonPhrases.GetReasonPhrase(bad.StatusCode), bad.Message),
        InvalidDataException when IsUnreadForm(context) => Problem.BadRequest("The form cannot be read."),
        InvalidOperationException when HasUnknownCharset(context.Request) => Problem.UnsupportedMedia("The body's charset is not known here. Send UTF-8."),
        OperationCanceledException when context.RequestAborted.IsCancellationRequested => Problem.Of(499, "Client closed request", "The client went away."),
        _ when exception is StorageUnavailableException || FolderTrouble.IsAway(exception) => Problem.Away("The server's photo store cannot be reached. Nothing was lost; try again in a moment."),
        IOException full when full.IsFull() => Full(),
        _ when DatabaseTrouble.IsFull(exception) => Full(),
        _ when DatabaseTrouble.IsText(exception) => Problem.BadRequest("A text has a character that cannot be kept."),
        _ when DatabaseTrouble.IsAway(exception) => Problem.Away("The server's database cannot be reached. Nothing was lost; try again in a moment."),
        _ => null,
    };

    private static Problem Full() =>
        Problem.Of(StatusCodes.Status507InsufficientStorage, "Insufficient storage", "The server's storage is full. Nothing was lost; try again later.");

    private static Problem FromJson(JsonException exception) => WrongValue.FieldOf(exception) is { } field
        ? Problem.Invalid(field, WrongValue.Message)
        : Problem.BadRequest("The body is not the JSON object this call takes.");

    private static bool IsUnreadForm(HttpContext context) => context.Request.HasFormContentType && context.Features.Get<IFormFeature>()?.Form is null;

    private static bool HasUnknownCharset(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type is { Charset.Length: > 0, Encoding: null };
}
