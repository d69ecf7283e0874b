namespace Pixeli.Accounts.OAuth;

/// <summary>Accounts elsewhere that people may sign in with.</summary>
public sealed class OAuthOptions
{
    /// <summary>The providers by the name that stands in URLs. Accounts are linked by this name: do not reuse it for another provider.</summary>
    public IDictionary<string, OAuthProviderOptions> Providers { get; } =
        new Dictionary<string, OAuthProviderOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where apps may have a sign-in end, each written exactly as the app names it, such as <c>org.example.pixeli:/signed-in</c>.</summary>
    public IList<string> AppRedirects { get; } = [];
}

/// <summary>One provider.</summary>
public sealed class OAuthProviderOptions
{
    /// <summary>What the provider speaks; by default what the names <c>google</c> and <c>github</c> say, and OpenID Connect otherwise.</summary>
    public OAuthKind? Kind { get; set; }

    /// <summary>The id the provider gave this site.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The secret that came with the id; empty for a public client.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The issuer of an OpenID Connect provider, or the address of a GitHub Enterprise server; known for <c>google</c> and <c>github</c>.</summary>
    public string? Authority { get; set; }

    /// <summary>What the button says after "Continue with"; the name by default.</summary>
    public string? Label { get; set; }

    /// <summary>
    /// What is asked for, separated by spaces; by default <c>openid profile email</c>, for GitHub <c>read:user user:email</c>.
    /// </summary>
    public string? Scopes { get; set; }

    /// <summary>Whether people without an account get one, with the role <c>public</c>.</summary>
    public bool CreateAccounts { get; set; } = true;

    /// <summary>Whether e-mail addresses count as verified though the provider does not say so: for an issuer of one's own.</summary>
    public bool TrustEmail { get; set; }
}

/// <summary>What a provider speaks.</summary>
public enum OAuthKind
{
    /// <summary>OpenID Connect with discovery.</summary>
    Oidc,

    /// <summary>Google, which is OpenID Connect with a known issuer.</summary>
    Google,

    /// <summary>GitHub or GitHub Enterprise, OAuth 2.0 with an API of its own.</summary>
    GitHub,
}
