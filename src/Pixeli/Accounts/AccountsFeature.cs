using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Pixeli.Accounts.Administration;
using Pixeli.Accounts.Answers;
using Pixeli.Accounts.OAuth;
using Pixeli.Accounts.Passwords;
using Pixeli.Accounts.People;
using Pixeli.Accounts.SignIn;
using Pixeli.Accounts.Verification;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Roles;

namespace Pixeli.Accounts;

internal static class AccountsFeature
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, DataFolder data)
    {
        services.AddOptions<AccountOptions>().BindConfiguration("Pixeli:Accounts").ValidateDataAnnotations().ValidateOnStart();
        services.AddIdentityCore<User>(options =>
        {
            options.User.RequireUniqueEmail = true;
            options.Password.RequiredLength = 8;
            // NIST SP 800-63B, section 3.1.1.2: length counts, rules about kinds of characters do not help.
            options.Password.RequireDigit = false;
            options.Password.RequireLowercase = false;
            options.Password.RequireUppercase = false;
            options.Password.RequireNonAlphanumeric = false;
            options.Password.RequiredUniqueChars = 1;
        }).AddUserStore<UserOnlyStore<User, PixeliDb, Guid>>().AddPasswordValidator<GuessablePasswords>();
        services.AddPixeliAuthentication(data);
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<RefreshTokenKey>();
        services.AddScoped<TokenSessions>();
        services.AddScoped<WebSessions>();
        services.AddScoped<CallerReader>();
        services.AddSingleton<WhileUnchanged>();
        services.AddSingleton<SignInGuard>();
        services.AddSingleton<ClientKey>();
        services.AddScoped<KnownClients>();
        services.AddScoped(provider => new PasswordSignIn(
            provider.GetRequiredService<UserManager<User>>(),
            provider.GetRequiredService<IPasswordHasher<User>>(),
            provider.GetRequiredService<SignInGuard>(),
            provider.GetRequiredService<KnownClients>()));
        services.AddOAuth();
        services.AddScoped<AccountCreation>();
        services.AddScoped<AccountRules>();
        services.AddScoped<OwnSessions>();
        services.AddScoped<AccountList>();
        services.AddScoped<AccountChanges>();
        services.AddVerification();
        services.ConfigureDbContext<PixeliDb>(options => options.AddInterceptors(new WordUpkeep()));
        services.AddWork<WordsOfOldAccounts>();
        services.AddWarmUp(async (provider, cancellationToken) =>
            await provider.GetRequiredService<CallerReader>().ReadAsync(Guid.Empty, Guid.Empty, cancellationToken));
        services.AddWarmUp((provider, _) => Task.FromResult(provider.GetDataProtector("warm-up").Protect([1]))); // reads the keys of cookies
        return services;
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/auth");
        auth.MapTokens();
        auth.MapOAuth();
        auth.MapVerification();
        auth.MapSessions();
        auth.MapPeopleSearch();
        auth.MapAdministration();
    }

    private static void AddVerification(this IServiceCollection services)
    {
        services.AddSingleton<OneTimeCodeKey>();
        services.AddScoped<OneTimeCodes>();
        services.AddScoped<CodeMailing>();
        services.AddScoped<SignUp>();
        services.AddScoped<EmailVerification>();
        services.AddScoped<PasswordReset>();
    }
}
