namespace Pixeli.Accounts.OAuth;

/// <summary>What a provider says of a person.</summary>
/// <param name="Key">Names the person at the provider for ever; addresses and names change.</param>
/// <param name="Email">Their address, if told.</param>
/// <param name="IsEmailVerified">Whether the provider says that the address is theirs.</param>
/// <param name="Username">The name they go by there.</param>
/// <param name="Name">The name people see.</param>
internal sealed record ProviderIdentity(string Key, string? Email, bool IsEmailVerified, string? Username, string? Name)
{
    /// <summary>What tells the person which of their accounts it is.</summary>
    public string Account => Email ?? Username ?? Key;
}

/// <summary>One way of speaking to providers.</summary>
internal interface IIdentityProvider
{
    bool Speaks(OAuthKind kind);

    /// <summary>Where the browser asks for a code.</summary>
    /// <exception cref="OAuthException">The provider cannot be reached or used.</exception>
    Task<string> AuthorizationUrlAsync(OAuthProvider provider, OAuthFlow flow, CancellationToken cancellationToken);

    /// <summary>Turns the code of the answer into the person it stands for.</summary>
    /// <exception cref="OAuthException">The provider cannot be reached, or its answer does not hold.</exception>
    Task<ProviderIdentity> RedeemAsync(OAuthProvider provider, OAuthFlow flow, IQueryCollection answer, CancellationToken cancellationToken);
}
