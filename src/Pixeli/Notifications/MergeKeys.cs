namespace Pixeli.Notifications;

/// <summary>What acts of one kind find the unread line by that they join.</summary>
internal static class MergeKeys
{
    public static string Liked(Guid photo) => $"liked {photo:N}";

    public static string PhotosAdded(Guid eventId, Guid actor) => $"added {eventId:N} {actor:N}";

    /// <summary>The key of a line that was marked unread again; null for lines that stand alone.</summary>
    public static string? Of(Notification item) => item switch
    {
        { Verb: NotificationVerb.Liked } => Liked(item.TargetId),
        { Verb: NotificationVerb.EventPhotoAdded, ActorId: { } actor } => PhotosAdded(item.TargetId, actor),
        _ => null,
    };
}
