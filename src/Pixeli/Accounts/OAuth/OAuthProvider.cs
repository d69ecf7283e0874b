using Microsoft.Extensions.Options;

namespace Pixeli.Accounts.OAuth;

/// <summary>A provider as configured, with what is left out filled in.</summary>
internal sealed record OAuthProvider(
    string Name, string Label, OAuthKind Kind, string ClientId, string ClientSecret, string Authority, string Scopes, bool CreateAccounts, bool TrustEmail)
{
    public static OAuthProvider Of(string name, OAuthProviderOptions options)
    {
        var kind = KindOf(name, options);
        return new(
            name,
            options.Label ?? kind switch { OAuthKind.Google => "Google", OAuthKind.GitHub => "GitHub", _ => name },
            kind,
            options.ClientId,
            options.ClientSecret,
            AuthorityOf(name, options)!,
            options.Scopes ?? (kind == OAuthKind.GitHub ? "read:user user:email" : "openid profile email"),
            options.CreateAccounts,
            options.TrustEmail);
    }

    /// <summary>Null when an OpenID Connect provider has none.</summary>
    public static string? AuthorityOf(string name, OAuthProviderOptions options) => options.Authority ?? KindOf(name, options) switch
    {
        OAuthKind.Google => "https://accounts.google.com",
        OAuthKind.GitHub => "https://github.com",
        _ => null,
    };

    private static OAuthKind KindOf(string name, OAuthProviderOptions options) => options.Kind ?? name switch
    {
        "google" => OAuthKind.Google,
        "github" => OAuthKind.GitHub,
        _ => OAuthKind.Oidc,
    };
}

/// <summary>A provider as people see it.</summary>
public sealed record ProviderChoice(string Name, string Label);

/// <summary>The providers of this site.</summary>
public sealed class OAuthProviders(IOptions<OAuthOptions> options)
{
    private readonly Dictionary<string, OAuthProvider> _providers = options.Value.Providers
        .Select(pair => OAuthProvider.Of(pair.Key, pair.Value))
        .ToDictionary(provider => provider.Name, StringComparer.Ordinal);

    /// <summary>What people can choose from.</summary>
    public IReadOnlyList<ProviderChoice> Choices => [.. _providers.Values.Select(provider => new ProviderChoice(provider.Name, provider.Label))];

    internal OAuthProvider? Find(string name) => _providers.GetValueOrDefault(name);
}
