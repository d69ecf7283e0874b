using System.Text;

namespace Pixeli.Uploads.Resumable;

/// <summary>
/// tus 1.0.0, "Upload-Metadata": "one or more comma-separated key-value pairs. The key and value MUST be separated by a
/// space. The key MUST NOT contain spaces and commas and MUST NOT be empty. […] The value MUST be Base64 encoded. All keys
/// MUST be unique. The value MAY be empty. In these cases, the space […] MAY be left out."
/// </summary>
internal sealed class TusMetadata
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    /// <summary>The name the client gave the file, for its own book-keeping.</summary>
    public string? ClientId => SentFields.Text(_values, "client_id");

    public string FileName => FileNames.Clean(SentFields.Text(_values, "filename"));

    public string? Event => SentFields.Text(_values, "event");

    /// <summary>SHA-256 of the whole file in hexadecimal, where the client knew it: what came in must be that.</summary>
    public string? Sha256 => SentFields.Text(_values, "sha256");

    public Photos.PhotoSettings Settings => SentFields.Settings(_values);

    /// <summary>Null when the header is not as the protocol wants it.</summary>
    public static TusMetadata? Parse(string header)
    {
        if (header.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return null; // whoever asks for the upload is told the header again, and answers carry no other letters
        var metadata = new TusMetadata();
        foreach (var pair in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, encoded) = pair.Split(' ') switch
            {
                [var alone] => (alone, ""),
                [var name, var value] => (name, value),
                _ => ("", ""),
            };
            if (key.Length == 0 || Decode(encoded) is not { } text || !metadata._values.TryAdd(key, [text]))
                return null;
        }

        return metadata;
    }

    /// <summary>The header that says this of a file.</summary>
    public static string Write(params (string Key, string Value)[] pairs) =>
        string.Join(',', pairs.Select(pair => $"{pair.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value))}"));

    private static string? Decode(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length) || bytes.AsSpan(0, length).Contains((byte)0))
            return null;
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
