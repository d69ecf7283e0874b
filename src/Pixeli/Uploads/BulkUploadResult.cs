using System.Text.Json.Serialization;

namespace Pixeli.Uploads;

/// <summary>What became of one file of a bulk upload.</summary>
/// <param name="ClientId">The name the client gave the file.</param>
/// <param name="Status"><c>created</c>, <c>duplicate</c> or <c>error</c>.</param>
/// <param name="PhotoId">The photo, unless there is an error.</param>
/// <param name="Error">Why the file was refused.</param>
public sealed record BulkUploadResult(
    string ClientId,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? PhotoId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error)
{
    public static BulkUploadResult Failed(string clientId, string error) => new(clientId, "error", null, error);

    public static BulkUploadResult Done(string clientId, IntakeResult result) =>
        new(clientId, result.IsDuplicate ? "duplicate" : "created", result.PhotoId, null);
}
