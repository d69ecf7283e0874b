using System.Globalization;
using System.Text.Json;

namespace Pixeli.Hosting.Errors;

/// <summary>
/// The one error shape, for two kinds of client: RFC 9457 problem details ("application/problem+json"), with the messages of
/// each field also at the top level as arrays, which is where the mobile client looks.
/// </summary>
public sealed class Problem : IResult
{
    private readonly Dictionary<string, object> _body;

    private Problem(int status, string title, string detail)
    {
        StatusCode = status;
        _body = new()
        {
            ["type"] = "about:blank",
            ["title"] = title,
            ["status"] = status,
            ["detail"] = detail,
        };
        Words = detail;
    }

    public int StatusCode { get; }

    /// <summary>What went wrong, in words for people.</summary>
    public string Detail => (string)_body["detail"];

    /// <summary>What went wrong, for a person to read: without the names of fields.</summary>
    public string Words { get; private init; }

    /// <summary>Seconds after which trying again makes sense, sent as Retry-After.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>400 for one field of the request.</summary>
    public static Problem Invalid(string field, string message) => Invalid([new(field, message)]);

    /// <summary>400 for several fields.</summary>
    public static Problem Invalid(IReadOnlyCollection<FieldError> errors)
    {
        var problem = new Problem(
            StatusCodes.Status400BadRequest,
            "Validation failed",
            string.Join(' ', errors.Select(error => error.Field == FieldError.NoField ? error.Message : $"{error.Field}: {error.Message}")))
        {
            Words = string.Join(' ', errors.Select(error => error.Message)),
        };
        foreach (var field in errors.GroupBy(error => error.Field))
            problem._body[field.Key] = field.Select(error => error.Message).ToArray();
        return problem;
    }

    /// <summary>400 for what was asked for again before its time.</summary>
    public static Problem TooSoon(string detail, TimeSpan wait) =>
        new(StatusCodes.Status400BadRequest, "Too soon", detail) { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) };

    public static Problem BadRequest(string detail) => Invalid(FieldError.NoField, detail);

    public static Problem NotSignedIn() => new(401, "Unauthorized", "Authentication credentials were not provided.");

    public static Problem DeadToken() => new Problem(401, "Unauthorized", "The token is not valid or has ended.").WithCode("token_not_valid");

    public static Problem Unauthorized(string detail, string code) => new Problem(401, "Unauthorized", detail).WithCode(code);

    public static Problem Forbidden(string detail = "You do not have permission to do this.") => new(403, "Forbidden", detail);

    public static Problem NotFound(string detail = "Not found.") => new(404, "Not found", detail);

    public static Problem Conflict(string detail) => new(409, "Conflict", detail);

    /// <summary>410: it was there, and is no longer.</summary>
    public static Problem Gone(string detail) => new(410, "Gone", detail);

    public static Problem TooLarge(string detail) => new(413, "Content too large", detail);

    public static Problem UnsupportedMedia(string detail) => new(415, "Unsupported media type", detail);

    /// <summary>429: too much of it, until some time has passed.</summary>
    public static Problem TooMany(string detail, TimeSpan wait) => new(429, "Too many requests", detail) { RetryAfter = Whole(wait) };

    /// <summary>503: something the server stands on is away for now.</summary>
    public static Problem Away(string detail) => new(503, "Service unavailable", detail) { RetryAfter = 10 };

    /// <summary>Any other status, described.</summary>
    public static Problem Of(int status, string title, string detail) => new(status, title, detail);

    /// <summary>The machine-readable <c>code</c> that clients of the original system know.</summary>
    public Problem WithCode(string code)
    {
        _body["code"] = code;
        return this;
    }

    /// <summary>A time as the value of Retry-After: whole seconds, at least one.</summary>
    public static string Seconds(TimeSpan wait) => Whole(wait).ToString(CultureInfo.InvariantCulture);

    /// <summary>Answers with the error shape. A person gets the bare status, which a page is made of.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCode;
        SetRetryAfter(httpContext.Response);
        if (StatusCode == StatusCodes.Status401Unauthorized)
            httpContext.Response.Headers.WWWAuthenticate = "Bearer"; // RFC 9110, section 15.5.2: a 401 names a way to sign in
        if (ForPeople.Is(httpContext))
            return;
        await httpContext.Response.WriteAsJsonAsync(_body, (JsonSerializerOptions?)null, "application/problem+json", httpContext.RequestAborted);
    }

    /// <summary>Says when to try again, where that is known.</summary>
    public void SetRetryAfter(HttpResponse response)
    {
        if (RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }

    private static int Whole(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}

/// <summary>What is wrong with one field of a request.</summary>
public readonly record struct FieldError(string Field, string Message)
{
    /// <summary>The name under which errors stand that belong to no field.</summary>
    public const string NoField = "non_field_errors";
}
