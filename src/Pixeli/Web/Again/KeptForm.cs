namespace Pixeli.Web.Again;

/// <summary>What a form had sent that could not be done, so that it can be sent once more and nothing is typed twice.</summary>
internal static class KeptForm
{
    private const long MostBytes = 128 * 1024;

    /// <summary>Its fields; null where they cannot be sent again: no form, files, passwords (which belong into no page), or too much of it.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>?> OfAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !IsOfTexts(request) || request.ContentLength is null or > MostBytes)
            return null;
        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return form.Keys.Any(name => name.Contains("password", StringComparison.OrdinalIgnoreCase))
                ? null
                : [.. from field in form where !SignInAgain.IsOwn(field.Key) from value in field.Value select KeyValuePair.Create(field.Key, value ?? "")];
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or InvalidOperationException)
        {
            return null; // it did not come whole, or was read as something else
        }
    }

    /// <summary>What somebody wrote, for them to see that it is still there. Single words are mostly choices.</summary>
    public static string? WordsOf(IReadOnlyList<KeyValuePair<string, string>>? sent) =>
        sent?.Select(field => field.Value.Trim()).Where(value => value.Contains(' ', StringComparison.Ordinal)).MaxBy(value => value.Length);

    private static bool IsOfTexts(HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
}
