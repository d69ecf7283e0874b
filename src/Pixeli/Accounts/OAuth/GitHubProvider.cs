using System.Globalization;

namespace Pixeli.Accounts.OAuth;

/// <summary>GitHub's web application flow: OAuth 2.0 without id tokens; who it was is asked of the API.</summary>
internal sealed class GitHubProvider(ProviderHttp http) : IIdentityProvider
{
    public bool Speaks(OAuthKind kind) => kind is OAuthKind.GitHub;

    public Task<string> AuthorizationUrlAsync(OAuthProvider provider, OAuthFlow flow, CancellationToken cancellationToken) =>
        Task.FromResult(ProviderHttp.AuthorizationUrl(Address(provider, "/login/oauth/authorize"), provider, flow));

    public async Task<ProviderIdentity> RedeemAsync(
        OAuthProvider provider, OAuthFlow flow, IQueryCollection answer, CancellationToken cancellationToken)
    {
        var tokens = await http.RedeemAsync(
            Address(provider, "/login/oauth/access_token"), provider, flow, answer["code"].ToString(), secretInBody: true, cancellationToken);
        if (tokens.AccessToken is not { } token)
            throw new OAuthException(OAuthFailure.Provider, "GitHub did not take the code."); // its errors come with status 200
        var user = await http.GetAsync<GitHubUser>(Api(provider, "/user"), token, cancellationToken);
        var emails = await http.GetAsync<List<GitHubEmail>>(Api(provider, "/user/emails"), token, cancellationToken);
        var email = emails.OrderByDescending(address => address.Verified).ThenByDescending(address => address.Primary).FirstOrDefault();
        return user.Id == 0
            ? throw new OAuthException(OAuthFailure.Provider, "GitHub named nobody.")
            : new(user.Id.ToString(CultureInfo.InvariantCulture), email?.Email, email?.Verified ?? false, user.Login, user.Name);
    }

    private static string Address(OAuthProvider provider, string path) => provider.Authority.TrimEnd('/') + path;

    private static string Api(OAuthProvider provider, string path) =>
        provider.Authority.TrimEnd('/') == "https://github.com" ? $"https://api.github.com{path}" : Address(provider, $"/api/v3{path}");

    private sealed record GitHubUser(long Id, string? Login, string? Name);

    private sealed record GitHubEmail(string? Email, bool Primary, bool Verified);
}
