namespace Pixeli.Accounts.OAuth;

/// <summary>Why signing in with a provider, or linking it, did not work.</summary>
public enum OAuthFailure
{
    /// <summary>The person said no to the provider.</summary>
    Denied,

    /// <summary>The answer does not belong to a flow that this browser began within ten minutes, or came a second time.</summary>
    Expired,

    /// <summary>The provider does not answer, or what it answers is not to be trusted.</summary>
    Provider,

    /// <summary>The provider did not confirm an e-mail address.</summary>
    NoVerifiedEmail,

    /// <summary>There is no account, and this provider makes none.</summary>
    NoAccount,

    /// <summary>The account was shut by an administrator.</summary>
    Disabled,

    /// <summary>The provider's account is linked to somebody else here.</summary>
    LinkedElsewhere,

    /// <summary>The person has another account of this provider linked.</summary>
    LinkedAlready,
}

public static class OAuthFailures
{
    /// <summary>What the person is told.</summary>
    public static string Text(this OAuthFailure failure) => failure switch
    {
        OAuthFailure.Denied => "You did not allow it. Nothing has changed.",
        OAuthFailure.Expired => "This sign-in is over or was begun elsewhere. Start again.",
        OAuthFailure.NoVerifiedEmail => "The provider has not confirmed your e-mail address. Confirm it there, or sign in with your password and link the account.",
        OAuthFailure.NoAccount => "There is no account for you here yet. Ask an administrator.",
        OAuthFailure.Disabled => "This account has been shut. Ask an administrator.",
        OAuthFailure.LinkedElsewhere => "This account is linked to another person here.",
        OAuthFailure.LinkedAlready => "Another account of this provider is linked. Unlink it first.",
        _ => "The provider's answer could not be used. Try again in a moment.",
    };

    internal static int Status(this OAuthFailure failure) => failure switch
    {
        OAuthFailure.Denied or OAuthFailure.Expired => StatusCodes.Status400BadRequest,
        OAuthFailure.Provider => StatusCodes.Status502BadGateway,
        OAuthFailure.LinkedElsewhere or OAuthFailure.LinkedAlready => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status403Forbidden,
    };

    /// <summary>The failure as it is named in URLs and problems.</summary>
    internal static string Code(this OAuthFailure failure) => failure switch
    {
        OAuthFailure.Denied => "access_denied",
        _ => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.ToString()),
    };

    /// <summary>Reads what <see cref="Code"/> wrote.</summary>
    public static OAuthFailure? Parse(string? code) => Enum.GetValues<OAuthFailure>().Cast<OAuthFailure?>().FirstOrDefault(failure => failure!.Value.Code() == code);
}

/// <summary>Ends a flow. The message is for the log, <see cref="OAuthFailures.Text"/> for the person.</summary>
internal sealed class OAuthException(OAuthFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public OAuthFailure Failure { get; } = failure;
}
