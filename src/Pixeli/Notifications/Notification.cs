using System.Text.Json.Serialization;
using Pixeli.Accounts;

namespace Pixeli.Notifications;

/// <summary>What happened.</summary>
public enum NotificationVerb
{
    /// <summary>Somebody said that the recipient is in a photo.</summary>
    [JsonStringEnumMemberName("TAGGED")] Tagged,

    /// <summary>People like the recipient's photo.</summary>
    [JsonStringEnumMemberName("LIKED")] Liked,

    /// <summary>Somebody commented on the recipient's photo, or answered their comment.</summary>
    [JsonStringEnumMemberName("COMMENTED")] Commented,

    /// <summary>Somebody added photos to the recipient's event.</summary>
    [JsonStringEnumMemberName("EVENT_PHOTO_ADDED")] EventPhotoAdded,
}

/// <summary>What it happened to.</summary>
public enum NotificationTarget
{
    [JsonStringEnumMemberName("PHOTO")] Photo,

    [JsonStringEnumMemberName("EVENT")] Event,
}

/// <summary>One line in somebody's inbox. Likes of one photo, and photos that one person adds to one event, share a line until it is read.</summary>
public sealed class Notification
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid RecipientId { get; init; }

    public User? Recipient { get; init; }

    /// <summary>Who did it, the last one where several did; null once that account is gone.</summary>
    public Guid? ActorId { get; init; }

    public User? Actor { get; init; }

    public NotificationVerb Verb { get; init; }

    public NotificationTarget TargetType { get; init; }

    /// <summary>The photo or event. No foreign key: it may be either.</summary>
    public Guid TargetId { get; init; }

    /// <summary>The comment it tells of.</summary>
    public Guid? CommentId { get; init; }

    /// <summary>How many acts it stands for.</summary>
    public int Count { get; init; } = 1;

    public bool Read { get; init; }

    /// <summary>What further acts of the same kind find this line by, while it is unread; one a recipient. Null for lines that stand alone.</summary>
    public string? MergeKey { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }
}
