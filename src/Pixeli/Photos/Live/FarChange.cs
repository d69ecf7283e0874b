using System.Text;
using System.Text.Json;
using Pixeli.Events;
using Pixeli.Hosting.FanOut;

namespace Pixeli.Photos.Live;

/// <summary>A change on its way to the watchers of other processes; without a photo, of the event itself.</summary>
internal sealed record FarChange(Guid Event, Guid? Photo, PhotoChangeKind Kind, VisibleBefore? Before)
{
    public const string Subject = "photo";

    /// <summary>As a message. Where it would be too long for one (hundreds of people in a photo), the event is looked at anew instead.</summary>
    public string ToText()
    {
        var text = JsonSerializer.Serialize(this);
        return Encoding.UTF8.GetByteCount(text) <= FanOutMessage.MaxTextBytes ? text : JsonSerializer.Serialize(new FarChange(Event, null, default, null));
    }

    public static FarChange Parse(string text) => JsonSerializer.Deserialize<FarChange>(text)!;
}

/// <summary>What <see cref="PhotoAccess.Read"/> looks at, of a photo as it was.</summary>
internal sealed record VisibleBefore(
    Guid Photographer, PhotoStatus Status, Permission ReadPerm, Guid[] People, Guid? Coordinator, Permission EventReadPerm)
{
    public static VisibleBefore? Of(Photo? photo) => photo is null
        ? null
        : new(
            photo.PhotographerId,
            photo.Status,
            photo.ReadPerm,
            [.. photo.TaggedPeople.Select(person => person.UserId)],
            photo.Event!.CoordinatorId,
            photo.Event.ReadPerm);

    /// <summary>A photo that the rule judges as it would have judged that one.</summary>
    public Photo ToPhoto(Guid eventId, Guid id) => new()
    {
        Id = id,
        EventId = eventId,
        Event = new() { Id = eventId, Title = "", CoordinatorId = Coordinator, ReadPerm = EventReadPerm },
        PhotographerId = Photographer,
        Status = Status,
        ReadPerm = ReadPerm,
        TaggedPeople = [.. People.Select(person => new TaggedPerson { PhotoId = id, UserId = person })],
        FileName = "",
        ContentType = "",
        Sha256 = [],
    };
}
