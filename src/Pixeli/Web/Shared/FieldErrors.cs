using Pixeli.Hosting.Errors;

namespace Pixeli.Web.Shared;

internal static class FieldErrors
{
    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public static string? Message(this IReadOnlyList<FieldError> errors, string field) =>
        errors.Where(error => error.Field == field).Select(error => error.Message).FirstOrDefault();
}
