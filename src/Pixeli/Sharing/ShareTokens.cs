using System.Buffers.Text;
using System.Security.Cryptography;
using Pixeli.Hosting;

namespace Pixeli.Sharing;

/// <summary>
/// The token of a share link: its id and a signature of it, so that nobody guesses one, and the database, which can spell all of
/// them again for their makers, holds none that a thief could use.
/// </summary>
public sealed class ShareTokens
{
    private const int IdBytes = 16;
    private const int SignatureBytes = 16;

    private readonly byte[] _key;

    internal ShareTokens(DataFolder data) => _key = KeyFile.ReadOrCreate(data.Keys, "share-links");

    public string For(Guid link)
    {
        Span<byte> token = stackalloc byte[IdBytes + SignatureBytes];
        link.TryWriteBytes(token, bigEndian: true, out _);
        Sign(token[..IdBytes], token[IdBytes..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The link a token names, or null when it is none of ours.</summary>
    public Guid? Read(string token)
    {
        Span<byte> bytes = stackalloc byte[IdBytes + SignatureBytes];
        if (!Base64Url.IsValid(token, out var length) || length != bytes.Length || Base64Url.DecodeFromChars(token, bytes) != bytes.Length)
            return null;
        Span<byte> expected = stackalloc byte[SignatureBytes];
        Sign(bytes[..IdBytes], expected);
        return CryptographicOperations.FixedTimeEquals(bytes[IdBytes..], expected) ? new Guid(bytes[..IdBytes], bigEndian: true) : null;
    }

    private void Sign(ReadOnlySpan<byte> id, Span<byte> signature)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, id, whole);
        whole[..SignatureBytes].CopyTo(signature);
    }
}
