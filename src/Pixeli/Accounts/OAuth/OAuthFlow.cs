namespace Pixeli.Accounts.OAuth;

/// <summary>What a browser carries from the start of a flow to its end, sealed in a cookie.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="State">Comes back from the provider: the answer belongs to this browser's flow.</param>
/// <param name="Nonce">Comes back inside the id token: the token belongs to this flow.</param>
/// <param name="Verifier">The secret of PKCE (RFC 7636): only who began the flow can redeem its code.</param>
/// <param name="RedirectUri">Where the provider answers to, told again when the code is redeemed.</param>
/// <param name="ReturnUrl">Where a browser goes afterwards; a path of this site.</param>
/// <param name="AppRedirect">Where an app takes over; null for a browser.</param>
/// <param name="AppChallenge">The app's own PKCE challenge, if it uses that.</param>
/// <param name="Link">The session whose person links the provider; null to sign in.</param>
/// <param name="ExpiresAt">When the flow is too old to be finished.</param>
internal sealed record OAuthFlow(
    string Provider,
    string State,
    string Nonce,
    string Verifier,
    string RedirectUri,
    string ReturnUrl,
    string? AppRedirect,
    string? AppChallenge,
    Guid? Link,
    DateTime ExpiresAt);
