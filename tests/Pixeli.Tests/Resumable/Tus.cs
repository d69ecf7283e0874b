using System.Globalization;
using System.Text;

namespace Pixeli.Tests.Resumable;

/// <summary>The tus protocol as a client speaks it, one request a method.</summary>
internal static class Tus
{
    public const string ContentType = "application/offset+octet-stream";
    private static readonly (string, string) Version = ("Tus-Resumable", "1.0.0");

    public static string Metadata(params (string Key, string Value)[] pairs) =>
        string.Join(',', pairs.Select(pair => $"{pair.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value))}"));

    /// <summary>Begins an upload and returns its address.</summary>
    public static async Task<string> BeginAsync(this Person person, Guid eventId, long length, params (string, string)[] metadata) =>
        (await person.CreateUploadAsync(length, Metadata([("event", eventId.ToString()), .. metadata]))).Expect(201).Headers.Location!.ToString();

    public static Task<Answer> CreateUploadAsync(
        this Person person, long length, string metadata, byte[]? body = null, params (string, string)[] headers) => person.SendAsync(
            HttpMethod.Post,
            "/uploads/",
            body is null ? null : Bytes(body),
            [Version, ("Upload-Length", length.ToString(CultureInfo.InvariantCulture)), ("Upload-Metadata", metadata), .. headers]);

    public static Task<Answer> ContinueAsync(this Person person, string upload, long offset, ReadOnlyMemory<byte> body, params (string, string)[] headers) =>
        person.ContinueAsync(upload, offset, Bytes(body), headers);

    public static Task<Answer> ContinueAsync(this Person person, string upload, long offset, HttpContent body, params (string, string)[] headers) =>
        person.SendAsync(HttpMethod.Patch, upload, body, [Version, ("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture)), .. headers]);

    public static Task<Answer> LookAsync(this Person person, string upload) => person.SendAsync(HttpMethod.Head, upload, null, Version);

    public static Task<Answer> EndAsync(this Person person, string upload) => person.SendAsync(HttpMethod.Delete, upload, null, Version);

    public static long Offset(this Answer answer) => long.Parse(answer.Header("Upload-Offset"), CultureInfo.InvariantCulture);

    public static Guid PhotoId(this Answer answer) => Guid.Parse(answer.Header("Pixeli-Photo-Id"));

    public static string Header(this Answer answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.Single() : throw new InvalidOperationException($"There is no header {name}.");

    public static ByteArrayContent Bytes(ReadOnlyMemory<byte> body)
    {
        var content = new ByteArrayContent(body.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return content;
    }
}
