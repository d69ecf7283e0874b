using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Pixeli.Media;

/// <summary>What a media URL permits: one rendition of one version of one photo, to one person, until a time.</summary>
/// <param name="Photo">The photo.</param>
/// <param name="Rendition">The rendition.</param>
/// <param name="Viewer">The person the URL was given to: what they lose access to, the URL loses too.</param>
/// <param name="Version">The photo's media version at that time.</param>
/// <param name="ExpiresAt">Seconds since 1970.</param>
public readonly record struct MediaGrant(Guid Photo, MediaRendition Rendition, Guid Viewer, int Version, long ExpiresAt);

/// <summary>Signs media grants: HMAC-SHA256, cut to 128 bits, over every part of the grant.</summary>
internal sealed class MediaSignature(byte[] key) : IDisposable
{
    private const int SignatureBytes = 16;

    // To begin one costs OpenSSL more than to compute it over so few bytes, and a list has hundreds: each thread keeps its own.
    private readonly ThreadLocal<IncrementalHash> _hmac = new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key));

    public void Dispose() => _hmac.Dispose();

    public string Sign(in MediaGrant grant)
    {
        Span<byte> signature = stackalloc byte[SignatureBytes];
        Compute(grant, signature);
        return Base64Url.EncodeToString(signature);
    }

    public bool IsValid(in MediaGrant grant, string? signature)
    {
        Span<byte> expected = stackalloc byte[SignatureBytes];
        Compute(grant, expected);
        return IsSame(signature, expected);
    }

    /// <summary>Signs the picture of a person: one version, until a time, to anybody.</summary>
    public string SignPicture(Guid person, int version, long expiresAt)
    {
        Span<byte> signature = stackalloc byte[SignatureBytes];
        ComputePicture(person, version, expiresAt, signature);
        return Base64Url.EncodeToString(signature);
    }

    public bool IsValidPicture(Guid person, int version, long expiresAt, string? signature)
    {
        Span<byte> expected = stackalloc byte[SignatureBytes];
        ComputePicture(person, version, expiresAt, expected);
        return IsSame(signature, expected);
    }

    private static bool IsSame(string? signature, ReadOnlySpan<byte> expected)
    {
        Span<byte> given = stackalloc byte[SignatureBytes];
        return signature is not null
            && Base64Url.IsValid(signature, out var length)
            && length == SignatureBytes
            && Base64Url.DecodeFromChars(signature, given) == SignatureBytes
            && CryptographicOperations.FixedTimeEquals(given, expected);
    }

    private void ComputePicture(Guid person, int version, long expiresAt, Span<byte> signature)
    {
        Span<byte> message = stackalloc byte[PictureLabel.Length + 16 + sizeof(long) + sizeof(int)];
        PictureLabel.CopyTo(message);
        var fields = message[PictureLabel.Length..];
        person.TryWriteBytes(fields, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(fields[16..], expiresAt);
        BinaryPrimitives.WriteInt32BigEndian(fields[24..], version);
        Sign(message, signature);
    }

    // Shorter than a photo's grant, and labelled: the signature of one kind is never one of the other.
    private static ReadOnlySpan<byte> PictureLabel => "picture"u8;

    private void Compute(in MediaGrant grant, Span<byte> signature)
    {
        Span<byte> message = stackalloc byte[16 + 16 + sizeof(long) + sizeof(int) + sizeof(int)];
        grant.Photo.TryWriteBytes(message, bigEndian: true, out _);
        grant.Viewer.TryWriteBytes(message[16..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(message[32..], grant.ExpiresAt);
        BinaryPrimitives.WriteInt32BigEndian(message[40..], grant.Version);
        BinaryPrimitives.WriteInt32BigEndian(message[44..], (int)grant.Rendition);
        Sign(message, signature);
    }

    private void Sign(ReadOnlySpan<byte> message, Span<byte> signature)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var hmac = _hmac.Value!;
        hmac.AppendData(message);
        hmac.GetHashAndReset(whole);
        whole[..SignatureBytes].CopyTo(signature);
    }
}
