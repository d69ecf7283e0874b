using Microsoft.AspNetCore.WebUtilities;
using Pixeli.Accounts.SignIn;

namespace Pixeli.Accounts.OAuth;

/// <summary>Ends a flow: checks the provider's answer and signs in, links, or hands over to the app.</summary>
internal sealed class OAuthCallback(
    IEnumerable<IIdentityProvider> dialects, OAuthAccounts accounts, SignInCodes codes, WebSessions sessions, KnownClients clients)
{
    /// <exception cref="OAuthException">The flow did not end well.</exception>
    public async Task<IResult> FinishAsync(OAuthProvider provider, OAuthFlow flow, HttpContext context)
    {
        var (answer, cancellationToken) = (context.Request.Query, context.RequestAborted);
        // RFC 6749, section 4.1.2.1: the error response.
        if (answer["error"].ToString() is { Length: > 0 } error)
            throw new OAuthException(error == "access_denied" ? OAuthFailure.Denied : OAuthFailure.Provider, $"The provider answered {error}.");
        if (answer["code"].ToString().Length == 0)
            throw new OAuthException(OAuthFailure.Provider, "There is no code in the answer.");
        var identity = await dialects.Single(dialect => dialect.Speaks(provider.Kind)).RedeemAsync(provider, flow, answer, cancellationToken);
        if (identity.Key.Length > 255 || Usernames.Printable(identity.Key, 255) != identity.Key)
            throw new OAuthException(OAuthFailure.Provider, "The provider names people in a way that cannot be kept.");

        if (flow.Link is { } session)
        {
            await accounts.LinkAsync(provider, identity, session, cancellationToken);
            return Results.Redirect(flow.AppRedirect is null ? flow.ReturnUrl : QueryHelpers.AddQueryString(flow.AppRedirect, "linked", provider.Name));
        }

        var user = await accounts.FindOrCreateAsync(provider, identity, cancellationToken);
        if (flow.AppRedirect is not null)
        {
            var code = await codes.IssueAsync(user.Id, flow.AppChallenge, cancellationToken);
            return Results.Redirect(QueryHelpers.AddQueryString(flow.AppRedirect, "code", code));
        }

        await clients.RememberAsync(context, user.Id);
        await sessions.SignInAsync(context, user.Id);
        return Results.Redirect(flow.ReturnUrl);
    }
}
