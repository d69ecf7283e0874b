using System.CommandLine;
using Pixeli.Data;
using Spectre.Console;

namespace Pixeli.Accounts.Administration;

/// <summary><c>pixeli admin role</c>: makes somebody a member, an administrator, or neither.</summary>
internal static class RoleCommand
{
    private static readonly Option<string> Username = new("--username") { Required = true, Description = "Whose role." };
    private static readonly Option<string> NewRole = new("--role") { Required = true, Description = $"One of {WireCode<Role>.All}." };

    /// <param name="start">Starts the features.</param>
    public static Command Create(Func<CancellationToken, Task<IHost>> start)
    {
        var command = new Command("role", "Give somebody a role.") { Username, NewRole };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var username = arguments.GetRequiredValue(Username);
            if (!WireCode<Role>.TryParse(arguments.GetRequiredValue(NewRole), out var role))
                return Refuse($"The role is one of {WireCode<Role>.All}.");
            using var host = await start(cancellationToken);
            await using var scope = host.Services.CreateAsyncScope();
            var changes = scope.ServiceProvider.GetRequiredService<AccountChanges>();
            if (await changes.FindAsync(username, cancellationToken) is not { } id)
                return Refuse($"Nobody is called {username}.");
            if (await changes.ChangeAsync(id, role, isActive: null, cancellationToken) is not null)
                return Refuse($"{username} is the last active administrator. Make somebody else one first.");
            AnsiConsole.MarkupLineInterpolated($"[bold]{username}[/] has the role {WireCode<Role>.ToCode(role)} now.");
            return 0;
        });
        return command;
    }

    private static int Refuse(string why)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{why}[/]");
        return 1;
    }
}
