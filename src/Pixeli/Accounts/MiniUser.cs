using Pixeli.Media;

namespace Pixeli.Accounts;

/// <summary>A person as they appear inside other answers.</summary>
/// <param name="Id">The person.</param>
/// <param name="Username">Their user name.</param>
/// <param name="Name">The name people see.</param>
/// <param name="ProfilePic">A URL that needs no credentials; null while they have no picture.</param>
public sealed record MiniUser(Guid Id, string Username, string Name, string? ProfilePic);

/// <summary>What the database says of a person, for projections.</summary>
public sealed record PersonRow(Guid Id, string Username, string Name, int PictureVersion)
{
    public MiniUser ToMini(MediaUrls urls) => new(Id, Username, Name, urls.ForPictureOf(Id, PictureVersion));
}
