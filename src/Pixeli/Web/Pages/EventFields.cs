using System.Globalization;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting.Errors;
using Pixeli.Web.Texts;

namespace Pixeli.Web.Pages;

/// <summary>What the form of an event holds, as typed.</summary>
public sealed class EventFields
{
    private const string DateFormat = "yyyy-MM-dd"; // what input type=date speaks

    public string? Title { get; set; }

    public string? Description { get; set; }

    public string? StartsOn { get; set; }

    public string? EndsOn { get; set; }

    public string? Location { get; set; }

    public string ReadPerm { get; set; } = WireCode<Permission>.ToCode(Permission.Public);

    public string WritePerm { get; set; } = WireCode<Permission>.ToCode(Permission.Public);

    /// <summary>The chosen cover's id; nothing for the newest photo, or where the form does not ask.</summary>
    public string? Cover { get; set; }

    public static EventFields Of(EventItem item) => new()
    {
        Title = item.Title,
        Description = item.Description,
        StartsOn = item.StartsAt?.ToString(DateFormat, CultureInfo.InvariantCulture),
        EndsOn = item.EndsAt?.ToString(DateFormat, CultureInfo.InvariantCulture),
        Location = item.Location,
        ReadPerm = WireCode<Permission>.ToCode(item.ReadPerm),
        WritePerm = WireCode<Permission>.ToCode(item.WritePerm),
        Cover = item.CoverPhotoId?.ToString(),
    };

    /// <summary>The changes, and what is wrong with them by field.</summary>
    public (EventChanges Changes, IReadOnlyList<FieldError> Errors) Read(Wording texts)
    {
        var errors = new List<FieldError>();
        var changes = new EventChanges
        {
            Title = new(Title),
            Description = new(Description),
            Location = new(Location),
            StartsAt = new(Date("starts_at", StartsOn, texts, errors)),
            EndsAt = new(Date("ends_at", EndsOn, texts, errors)),
            ReadPerm = new(ReadPerm),
            WritePerm = new(WritePerm),
            CoverPhotoId = new(Guid.TryParse(Cover, out var cover) ? cover : null),
        };
        errors.AddRange(changes.ApplyTo(new Event { Title = "" }));
        return (changes, errors);
    }

    private static DateTime? Date(string field, string? text, Wording texts, List<FieldError> errors)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTime.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, Utc, out var date))
            return date;
        errors.Add(new(field, texts["event.writeDate"]));
        return null;
    }
}
