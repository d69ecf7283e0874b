using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;

namespace Pixeli.Events;

/// <summary>What a request says of an event. What is missing stays as it is, or takes its default in a new event.</summary>
public sealed record EventChanges
{
    public Optional<string?> Title { get; init; }

    public Optional<string?> ReadPerm { get; init; }

    public Optional<string?> WritePerm { get; init; }

    public Optional<string?> Description { get; init; }

    public Optional<string?> Location { get; init; }

    public Optional<DateTime?> StartsAt { get; init; }

    public Optional<DateTime?> EndsAt { get; init; }

    public Optional<Guid?> CoverPhotoId { get; init; }

    /// <summary>Puts the changes into <paramref name="item"/>, or says by field what is wrong with them.</summary>
    public IReadOnlyList<FieldError> ApplyTo(Event item)
    {
        var errors = new List<FieldError>();
        if (Title.IsGiven)
            item.Title = Text("title", Title.Value, Event.TitleLength, errors);
        if (string.IsNullOrWhiteSpace(item.Title))
            errors.Add(new("title", Title.IsGiven ? "This field may not be blank." : "This field is required."));
        if (Description.IsGiven)
            item.Description = Text("description", Description.Value, Event.DescriptionLength, errors);
        if (Location.IsGiven)
            item.Location = Text("location", Location.Value, Event.LocationLength, errors);
        if (ReadPerm is { IsGiven: true, Value: not null })
            item.ReadPerm = Code("read_perm", ReadPerm.Value, errors);
        if (WritePerm is { IsGiven: true, Value: not null })
            item.WritePerm = Code("write_perm", WritePerm.Value, errors);
        item.StartsAt = StartsAt.Or(item.StartsAt);
        item.EndsAt = EndsAt.Or(item.EndsAt);
        if (item.EndsAt < item.StartsAt)
            errors.Add(new("ends_at", "The end comes before the start."));
        item.CoverPhotoId = CoverPhotoId.Or(item.CoverPhotoId);
        return errors;
    }

    private static string Text(string field, string? value, int length, List<FieldError> errors)
    {
        var text = value?.Trim() ?? "";
        if (text.Characters > length)
            errors.Add(new(field, $"At most {length} characters."));
        return text;
    }

    private static Permission Code(string field, string value, List<FieldError> errors)
    {
        if (!WireCode<Permission>.TryParse(value, out var permission))
            errors.Add(new(field, $"One of {WireCode<Permission>.All}."));
        return permission;
    }
}
