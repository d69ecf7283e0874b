using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Pixeli.Accounts.OAuth;

/// <summary>What OpenID Connect Discovery 1.0, section 3 calls the provider metadata, as far as it is used here.</summary>
internal sealed record ProviderMetadata(
    string? Issuer,
    string? AuthorizationEndpoint,
    string? TokenEndpoint,
    string? UserinfoEndpoint,
    string? JwksUri,
    IReadOnlyList<string>? TokenEndpointAuthMethodsSupported)
{
    /// <summary>Basic is what counts when nothing is said.</summary>
    public bool WantsSecretInBody => TokenEndpointAuthMethodsSupported is { } methods && !methods.Contains("client_secret_basic");
}

/// <summary>Finds and keeps what providers publish about themselves: their endpoints for an hour, their keys until an unknown one is used.</summary>
internal sealed class Discovery(ProviderHttp http, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenKeyReads = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (ProviderMetadata Metadata, DateTimeOffset ReadAt)> _metadata = [];
    private readonly ConcurrentDictionary<string, (IList<SecurityKey> Keys, DateTimeOffset ReadAt)> _keys = [];

    public async Task<ProviderMetadata> ReadAsync(string authority, CancellationToken cancellationToken)
    {
        if (_metadata.TryGetValue(authority, out var known) && known.ReadAt + Life > clock.GetUtcNow())
            return known.Metadata;
        var address = $"{authority.TrimEnd('/')}/.well-known/openid-configuration";
        var metadata = await http.GetAsync<ProviderMetadata>(address, null, cancellationToken);
        // Section 4.3: the issuer must be exactly the one that was asked.
        if (metadata.Issuer?.TrimEnd('/') != authority.TrimEnd('/'))
            throw new OAuthException(OAuthFailure.Provider, $"{address} is about another issuer: {metadata.Issuer}.");
        foreach (var endpoint in (string?[])[metadata.AuthorizationEndpoint, metadata.TokenEndpoint, metadata.JwksUri])
        {
            if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || !OAuthOptionsRules.IsSecure(uri))
                throw new OAuthException(OAuthFailure.Provider, $"{address} names an endpoint that cannot be used: {endpoint}.");
        }

        _metadata[authority] = (metadata, clock.GetUtcNow());
        return metadata;
    }

    /// <param name="metadata">The provider.</param>
    /// <param name="anew">Set when a token is signed with a key that is not among those known: the provider has changed its keys.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IList<SecurityKey>> KeysAsync(ProviderMetadata metadata, bool anew, CancellationToken cancellationToken)
    {
        var address = metadata.JwksUri!;
        var wait = anew ? BetweenKeyReads : Life;
        if (_keys.TryGetValue(address, out var known) && known.ReadAt + wait > clock.GetUtcNow())
            return known.Keys;
        var document = await http.GetAsync<JsonElement>(address, null, cancellationToken);
        try
        {
            var keys = new JsonWebKeySet(document.GetRawText()).GetSigningKeys();
            _keys[address] = (keys, clock.GetUtcNow());
            return keys;
        }
        catch (ArgumentException failure)
        {
            throw new OAuthException(OAuthFailure.Provider, $"{address} holds no keys.", failure);
        }
    }
}
