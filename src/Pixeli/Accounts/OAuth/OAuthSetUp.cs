using Microsoft.Extensions.Options;

namespace Pixeli.Accounts.OAuth;

internal static class OAuthSetUp
{
    private const int LargestAnswer = 1 << 20;

    public static void AddOAuth(this IServiceCollection services)
    {
        services.AddOptions<OAuthOptions>().BindConfiguration("Pixeli:OAuth").ValidateOnStart();
        services.AddSingleton<IValidateOptions<OAuthOptions>, OAuthOptionsRules>();
        services.AddHttpClient(ProviderHttp.Client, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(10);
            client.MaxResponseContentBufferSize = LargestAnswer;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton<OAuthProviders>();
        services.AddSingleton<FlowCookies>();
        services.AddSingleton<ProviderHttp>();
        services.AddSingleton<Discovery>();
        services.AddSingleton<IdTokens>();
        services.AddSingleton<IIdentityProvider, OidcProvider>();
        services.AddSingleton<IIdentityProvider, GitHubProvider>();
        services.AddScoped<OAuthAccounts>();
        services.AddScoped<SignInCodes>();
        services.AddScoped<LinkedLogins>();
        services.AddScoped<OAuthStart>();
        services.AddScoped<OAuthCallback>();
    }
}
