using System.Security.Cryptography;
using Pixeli.Hosting.Errors;

namespace Pixeli.Uploads.Resumable;

/// <summary>
/// tus 1.0.0, "Checksum": "The Upload-Checksum header MUST consist of the name of the used checksum algorithm and the
/// Base64 encoded checksum separated by a space. […] The Server MUST support at least the SHA1 algorithm identified by sha1."
/// </summary>
public sealed class TusChecksum(HashAlgorithmName algorithm, byte[] expected)
{
    private static readonly Dictionary<string, (HashAlgorithmName Algorithm, int Bytes)> Algorithms = new()
    {
        ["sha1"] = (HashAlgorithmName.SHA1, SHA1.HashSizeInBytes),
        ["sha256"] = (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
        ["sha512"] = (HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
    };

    /// <summary>The value of Tus-Checksum-Algorithm.</summary>
    public static string Names { get; } = string.Join(',', Algorithms.Keys);

    /// <summary>Null when the header names no algorithm we have, or carries no such checksum.</summary>
    public static TusChecksum? Parse(string header)
    {
        if (header.Split(' ') is not [var name, var text] || !Algorithms.TryGetValue(name, out var algorithm))
            return null;
        var bytes = new byte[algorithm.Bytes];
        return Convert.TryFromBase64String(text, bytes, out var written) && written == bytes.Length ? new(algorithm.Algorithm, bytes) : null;
    }

    /// <summary>"If the checksum does not match, the Server MUST respond with 460 Checksum Mismatch and discard the chunk."</summary>
    internal static Problem Mismatch(string detail) => Problem.Of(460, "Checksum mismatch", detail);

    public IncrementalHash Start() => IncrementalHash.CreateHash(algorithm);

    public bool IsOf(IncrementalHash received) => received.GetHashAndReset().AsSpan().SequenceEqual(expected);
}
