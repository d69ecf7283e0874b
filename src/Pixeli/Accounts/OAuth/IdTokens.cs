using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Pixeli.Accounts.OAuth;

/// <summary>OpenID Connect Core 1.0, section 3.1.3.7: issuer, audience, signature, expiry and nonce of an id token must all hold.</summary>
internal sealed class IdTokens(Discovery discovery, TimeProvider clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    // By public keys only: with HS256 in the list, whoever knows a public key could sign.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new();

    public async Task<OidcClaims> ReadAsync(
        string token, OAuthProvider provider, ProviderMetadata metadata, string nonce, CancellationToken cancellationToken)
    {
        var result = await ValidateAsync(token, provider, metadata, anew: false, cancellationToken);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            result = await ValidateAsync(token, provider, metadata, anew: true, cancellationToken);
        if (!result.IsValid)
            throw new OAuthException(OAuthFailure.Provider, "The id token does not hold.", result.Exception);
        var payload = Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(((JsonWebToken)result.SecurityToken).EncodedPayload));
        var claims = JsonSerializer.Deserialize<OidcClaims>(payload, Json)!;
        if (string.IsNullOrEmpty(claims.Sub))
            throw new OAuthException(OAuthFailure.Provider, "The id token names nobody.");
        var jwt = (JsonWebToken)result.SecurityToken;
        if (!jwt.TryGetPayloadValue<string>("nonce", out var told)
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(told), Encoding.UTF8.GetBytes(nonce)))
            throw new OAuthException(OAuthFailure.Provider, "The id token belongs to another flow.");
        if (jwt.TryGetPayloadValue<string>("azp", out var party) && party != provider.ClientId)
            throw new OAuthException(OAuthFailure.Provider, "The id token was made for another client.");
        return claims;
    }

    private async Task<TokenValidationResult> ValidateAsync(
        string token, OAuthProvider provider, ProviderMetadata metadata, bool anew, CancellationToken cancellationToken) =>
        await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = metadata.Issuer,
            ValidAudience = provider.ClientId,
            IssuerSigningKeys = await discovery.KeysAsync(metadata, anew, cancellationToken),
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (_, expires, _, _) => expires + Skew > clock.GetUtcNow().UtcDateTime,
        });
}
