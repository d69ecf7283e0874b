using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Pixeli.Accounts;
using Pixeli.Media;

namespace Pixeli.Notifications;

/// <summary>A notification in its recipient's inbox.</summary>
/// <param name="Id">The notification.</param>
/// <param name="Actor">Who did it, the last one where several did.</param>
/// <param name="Verb">What happened.</param>
/// <param name="TargetType">What it happened to.</param>
/// <param name="TargetId">The photo or event.</param>
/// <param name="Data">More about it.</param>
/// <param name="Read">Whether the recipient has seen it.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="UpdatedAt">When the last act was added to it.</param>
public sealed record NotificationItem(
    Guid Id,
    MiniUser? Actor,
    NotificationVerb Verb,
    NotificationTarget TargetType,
    Guid TargetId,
    NotificationData Data,
    bool Read,
    DateTime CreatedAt,
    DateTime UpdatedAt);

/// <summary>More about a notification.</summary>
/// <param name="Count">How many acts it stands for.</param>
/// <param name="CommentId">The comment, where it tells of one.</param>
public sealed record NotificationData(
    int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? CommentId);

/// <summary>A notification as it goes over the WebSocket.</summary>
public sealed record NotificationMessage(
    Guid Id,
    NotificationVerb Verb,
    NotificationActor? Actor,
    Guid TargetId,
    NotificationTarget TargetType,
    NotificationData Data,
    DateTime Timestamp,
    bool Read);

/// <summary>Who did it, as the WebSocket says it.</summary>
/// <param name="Id">The person.</param>
/// <param name="Username">Their user name.</param>
/// <param name="Name">The name people see.</param>
public sealed record NotificationActor(Guid Id, string Username, string Name);

/// <summary>What the database says of a notification.</summary>
internal sealed record NotificationRow(Notification Item, PersonRow? Actor)
{
    public static Expression<Func<Notification, NotificationRow>> Projection { get; } = item => new NotificationRow(
        item,
        item.Actor == null ? null : new PersonRow(item.Actor.Id, item.Actor.UserName!, item.Actor.Name, item.Actor.PictureVersion));

    private NotificationData Data => new(Item.Count, Item.CommentId);

    public NotificationItem ToItem(MediaUrls urls) => new(
        Item.Id, Actor?.ToMini(urls), Item.Verb, Item.TargetType, Item.TargetId, Data, Item.Read, Item.CreatedAt, Item.UpdatedAt);

    public NotificationMessage ToMessage() => new(
        Item.Id, Item.Verb, Actor is null ? null : new(Actor.Id, Actor.Username, Actor.Name), Item.TargetId, Item.TargetType, Data, Item.UpdatedAt, Item.Read);
}
