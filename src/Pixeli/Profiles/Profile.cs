using Pixeli.Accounts;

namespace Pixeli.Profiles;

/// <summary>What a person sees of their own account.</summary>
public sealed record Profile
{
    public required Guid Id { get; init; }

    public required string Username { get; init; }

    public required string Email { get; init; }

    public required string Name { get; init; }

    /// <summary>A URL that needs no credentials; null while there is no picture.</summary>
    public required string? ProfilePic { get; init; }

    public required string Bio { get; init; }

    public required string Department { get; init; }

    public required string Batch { get; init; }

    public required Role Role { get; init; }

    public required DateTime DateJoined { get; init; }

    /// <summary>Own photos.</summary>
    public required int PhotosCount { get; init; }

    /// <summary>Events that the person coordinates or has photos in.</summary>
    public required int EventsCount { get; init; }

    /// <summary>Likes that own photos received.</summary>
    public required long LikesCount { get; init; }

    /// <summary>Downloads of own photos.</summary>
    public required long DownloadsCount { get; init; }
}
