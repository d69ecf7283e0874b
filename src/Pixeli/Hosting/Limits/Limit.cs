namespace Pixeli.Hosting.Limits;

/// <summary>What requests are counted as; see <see cref="LimitOptions"/> for how many there may be.</summary>
public enum Limit
{
    /// <summary>Sign-ups, by address.</summary>
    SignUp,

    /// <summary>Sending and checking codes and resets, by address.</summary>
    Code,

    /// <summary>Signing in with a provider, by address.</summary>
    ProviderSignIn,

    /// <summary>Uploads, by account.</summary>
    Upload,

    /// <summary>Searches, by account.</summary>
    Search,
}

/// <summary>Marks an endpoint or a page whose requests are counted.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class LimitedByAttribute(Limit limit) : Attribute
{
    public Limit Limit { get; } = limit;
}

public static class LimitedRoutes
{
    /// <summary>Counts the requests of a route or a group and refuses those that are too many with a 429.</summary>
    public static TBuilder LimitedBy<TBuilder>(this TBuilder builder, Limit limit)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new LimitedByAttribute(limit));
}
