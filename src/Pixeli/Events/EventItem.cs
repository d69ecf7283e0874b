using Pixeli.Accounts;

namespace Pixeli.Events;

/// <summary>An event as its readers see it. Count and cover cover what the caller may read.</summary>
public sealed record EventItem
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Location { get; init; }

    public required DateTime? StartsAt { get; init; }

    public required DateTime? EndsAt { get; init; }

    public required Permission ReadPerm { get; init; }

    public required Permission WritePerm { get; init; }

    /// <summary>The caller may add photos.</summary>
    public required bool CanWrite { get; init; }

    /// <summary>The caller may edit and delete the event.</summary>
    public required bool CanEdit { get; init; }

    public required MiniUser? Coordinator { get; init; }

    public required int ImagesCount { get; init; }

    public required EventCover? CoverPhoto { get; init; }

    /// <summary>The cover somebody chose; null for the newest photo.</summary>
    public required Guid? CoverPhotoId { get; init; }

    public required DateTime CreatedAt { get; init; }
}

/// <summary>The picture an event is shown with.</summary>
public sealed record EventCover(Guid Id, string ThumbnailUrl, string PreviewUrl, int Width, int Height, byte[]? Placeholder);

/// <summary>An event where something tells of it.</summary>
public sealed record EventMention(string Title, EventCover? Cover);
