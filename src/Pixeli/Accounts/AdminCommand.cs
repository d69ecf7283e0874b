using System.CommandLine;
using Pixeli.Accounts.Administration;
using Spectre.Console;

namespace Pixeli.Accounts;

/// <summary><c>pixeli admin create</c>: an administrator without the set-up page, for scripts and for who locked themselves out.</summary>
internal static class AdminCommand
{
    private static readonly Option<string> Username = new("--username") { Required = true, Description = "The name to sign in with." };
    private static readonly Option<string> Email = new("--email") { Required = true, Description = "The e-mail address." };
    private static readonly Option<string?> DisplayName = new("--name") { Description = "The name people see; the user name by default." };
    private static readonly Option<bool> PasswordStdin = new("--password-stdin") { Description = "Read the password from standard input.", Required = true };

    /// <param name="start">Starts the features.</param>
    public static Command Create(Func<CancellationToken, Task<IHost>> start)
    {
        var create = new Command("create", "Create an administrator.") { Username, Email, DisplayName, PasswordStdin };
        create.SetAction(async (arguments, cancellationToken) =>
        {
            var username = arguments.GetRequiredValue(Username);
            var account = new NewAccount(
                username,
                arguments.GetRequiredValue(Email),
                arguments.GetValue(DisplayName) ?? username,
                (await Console.In.ReadLineAsync(cancellationToken))?.TrimEnd('\r') ?? "");
            using var host = await start(cancellationToken);
            await using var scope = host.Services.CreateAsyncScope();
            var (user, errors) = await scope.ServiceProvider.GetRequiredService<AccountCreation>().CreateVerifiedAsync(account, Role.Administrator);
            foreach (var error in errors)
                AnsiConsole.MarkupLineInterpolated($"[red]{error.Field}:[/] {error.Message}");
            if (user is null)
                return 1;
            AnsiConsole.MarkupLineInterpolated($"Administrator [bold]{user.UserName}[/] is ready to sign in.");
            return 0;
        });
        return new Command("admin", "Administrators.") { create, RoleCommand.Create(start) };
    }
}
