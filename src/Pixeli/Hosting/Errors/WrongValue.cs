using System.Text.Json;

namespace Pixeli.Hosting.Errors;

/// <summary>A value in JSON that is not of its field's kind.</summary>
internal static class WrongValue
{
    public const string Message = "Not a valid value.";

    /// <summary>The field at the top level that the value stands in, or is; null where it is the whole.</summary>
    public static string? FieldOf(JsonException exception) =>
        exception.Path?.Split('.', '[') is ["$", { Length: > 0 } name, ..] && !name.EndsWith(']') ? name : null;
}
