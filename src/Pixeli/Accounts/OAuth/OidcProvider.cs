using System.Text.Json;

namespace Pixeli.Accounts.OAuth;

/// <summary>OpenID Connect Core 1.0, section 3.1: authentication using the authorization code flow.</summary>
internal sealed class OidcProvider(Discovery discovery, IdTokens idTokens, ProviderHttp http) : IIdentityProvider
{
    public bool Speaks(OAuthKind kind) => kind is OAuthKind.Oidc or OAuthKind.Google;

    public async Task<string> AuthorizationUrlAsync(OAuthProvider provider, OAuthFlow flow, CancellationToken cancellationToken)
    {
        var metadata = await discovery.ReadAsync(provider.Authority, cancellationToken);
        return ProviderHttp.AuthorizationUrl(metadata.AuthorizationEndpoint!, provider, flow, ("nonce", flow.Nonce));
    }

    public async Task<ProviderIdentity> RedeemAsync(
        OAuthProvider provider, OAuthFlow flow, IQueryCollection answer, CancellationToken cancellationToken)
    {
        var metadata = await discovery.ReadAsync(provider.Authority, cancellationToken);
        // RFC 9207, section 2.4: an issuer in the answer must be the one that was asked.
        if (answer["iss"].ToString() is { Length: > 0 } issuer && issuer != metadata.Issuer)
            throw new OAuthException(OAuthFailure.Provider, $"The answer comes from {issuer} instead of {metadata.Issuer}.");
        var tokens = await http.RedeemAsync(
            metadata.TokenEndpoint!, provider, flow, answer["code"].ToString(), metadata.WantsSecretInBody, cancellationToken);
        if (tokens.IdToken is null)
            throw new OAuthException(OAuthFailure.Provider, "There is no id token in the answer: is the scope openid missing?");
        var claims = await idTokens.ReadAsync(tokens.IdToken, provider, metadata, flow.Nonce, cancellationToken);
        if (claims.Email is null && metadata.UserinfoEndpoint is { } endpoint && tokens.AccessToken is { } token)
        {
            var told = await http.GetAsync<OidcClaims>(endpoint, token, cancellationToken);
            // Section 5.3.2: the sub must be that of the id token, or the answer is not to be used.
            claims = told.Sub == claims.Sub ? told : throw new OAuthException(OAuthFailure.Provider, "The userinfo endpoint answered about somebody else.");
        }

        return new(claims.Sub!, claims.Email, claims.IsEmailVerified, claims.PreferredUsername, claims.Name);
    }
}

/// <summary>The standard claims used here. Some providers say <c>"true"</c> for true.</summary>
internal sealed record OidcClaims(string? Sub, string? Email, JsonElement? EmailVerified, string? PreferredUsername, string? Name)
{
    public bool IsEmailVerified => EmailVerified is { ValueKind: JsonValueKind.True }
        || (EmailVerified is { ValueKind: JsonValueKind.String } text && text.GetString() == "true");
}
