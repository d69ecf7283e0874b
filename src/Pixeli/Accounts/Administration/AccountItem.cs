using Pixeli.Media;

namespace Pixeli.Accounts.Administration;

/// <summary>An account as administrators see it.</summary>
/// <param name="Id">The person.</param>
/// <param name="Username">Their user name.</param>
/// <param name="Email">Their address.</param>
/// <param name="Name">The name people see.</param>
/// <param name="ProfilePic">A URL that needs no credentials; null while they have no picture.</param>
/// <param name="Role">What they are to the organisation.</param>
/// <param name="IsActive">True when they can sign in: their address is verified, and nobody shut the account.</param>
/// <param name="DateJoined">When the account was made.</param>
public sealed record AccountItem(
    Guid Id, string Username, string Email, string Name, string? ProfilePic, Role Role, bool IsActive, DateTime DateJoined);

internal sealed record AccountRow(
    Guid Id, string Username, string Email, string Name, int PictureVersion, Role Role, bool IsActive, DateTime CreatedAt)
{
    public AccountItem ToItem(MediaUrls urls) =>
        new(Id, Username, Email, Name, urls.ForPictureOf(Id, PictureVersion), Role, IsActive, CreatedAt);
}
