using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Pixeli.Accounts.OAuth;

internal sealed partial class OAuthOptionsRules : IValidateOptions<OAuthOptions>
{
    // Schemes that run or read something instead of opening an app; the web's own would send codes to web servers.
    private static readonly string[] NoAppSchemes = ["javascript", "data", "vbscript", "file", "blob", "about", "http", "https"];

    public ValidateOptionsResult Validate(string? name, OAuthOptions options)
    {
        string[] problems = [.. options.Providers.SelectMany(provider => Problems(provider.Key, provider.Value)), .. options.AppRedirects.SelectMany(Problems)];
        return problems.Length > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Problems(string name, OAuthProviderOptions provider)
    {
        if (!Name().IsMatch(name) || name == "exchange")
            yield return $"Pixeli:OAuth:Providers:{name}: a name is lower-case letters, digits and hyphens.";
        if (provider.ClientId.Length == 0)
            yield return $"Pixeli:OAuth:Providers:{name}:ClientId is missing.";
        var authority = OAuthProvider.AuthorityOf(name, provider);
        if (authority is null)
            yield return $"Pixeli:OAuth:Providers:{name}:Authority is missing: it is the issuer's address.";
        else if (!Uri.TryCreate(authority, UriKind.Absolute, out var uri) || !IsSecure(uri))
            yield return $"Pixeli:OAuth:Providers:{name}:Authority is an https address.";
    }

    private static IEnumerable<string> Problems(string redirect)
    {
        if (!Uri.TryCreate(redirect, UriKind.Absolute, out var uri) || NoAppSchemes.Contains(uri.Scheme, StringComparer.OrdinalIgnoreCase) || uri.Fragment.Length > 0)
            yield return $"Pixeli:OAuth:AppRedirects: {redirect} is no address with a scheme of the app's own.";
    }

    /// <summary>Secrets and codes travel encrypted, or do not leave the machine.</summary>
    public static bool IsSecure(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex Name();
}
