using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pixeli.Data;
using Pixeli.Hosting;

namespace Pixeli.Accounts.Verification;

/// <summary>A code, and what the database keeps of it.</summary>
public sealed record HashedCode(byte[] Address, CodePurpose Purpose, string Code, byte[] Hash);

/// <summary>
/// Makes and hashes codes. The hash is keyed: six digits are tried through in no time, but not by who has only the database.
/// </summary>
public sealed class OneTimeCodeKey(DataFolder data)
{
    private const int Codes = 1_000_000;
    private const int LongestTyped = 20;

    private readonly byte[] _key = KeyFile.ReadOrCreate(data.Keys, "one-time-codes");

    /// <summary>A new code of six digits.</summary>
    public HashedCode New(string normalizedEmail, CodePurpose purpose) => Hashed(
        normalizedEmail, purpose, RandomNumberGenerator.GetInt32(Codes).ToString("D6", CultureInfo.InvariantCulture));

    /// <summary>A code as somebody typed it, perhaps with spaces.</summary>
    public HashedCode Typed(string normalizedEmail, CodePurpose purpose, string typed) => Hashed(
        normalizedEmail, purpose, string.Concat(typed.Where(character => !char.IsWhiteSpace(character)).Take(LongestTyped)));

    private HashedCode Hashed(string normalizedEmail, CodePurpose purpose, string code) => new(
        Mac($"address\n{normalizedEmail}"), purpose, code, Mac($"code\n{WireCode<CodePurpose>.ToCode(purpose)}\n{code}\n{normalizedEmail}"));

    private byte[] Mac(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
}
