using System.Globalization;
using Microsoft.Extensions.Primitives;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;
using Pixeli.Photos;

namespace Pixeli.Search;

/// <summary>What photos are looked for. All that is given must hold.</summary>
public sealed record PhotoFilter
{
    private const int MaxWords = 10;
    private const int MaxPeople = 10;
    private const int MaxText = 200;

    public string? EventName { get; private set; }

    public Guid? EventId { get; private set; }

    public DateTime? From { get; private set; }

    /// <summary>The first instant after the last day.</summary>
    public DateTime? Until { get; private set; }

    public Guid? PhotographerId { get; private set; }

    public string? PhotographerName { get; private set; }

    /// <summary>Lower case; any of them.</summary>
    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>Upper-case user names; each must be named in the photo.</summary>
    public IReadOnlyList<string> People { get; private set; } = [];

    /// <summary>Only photos that the caller took.</summary>
    public bool IsMine { get; private set; }

    /// <summary>Only photos that the caller likes.</summary>
    public bool IsLiked { get; private set; }

    public Permission? ReadPerm { get; private set; }

    public PhotoStatus? Status { get; private set; }

    /// <summary>Lower case; each must be found in the event's title, the photographer's names, or a tag.</summary>
    public IReadOnlyList<string> Words { get; private set; } = [];

    /// <summary>One person's photos are looked for: few among all.</summary>
    public bool IsOfPhotographer => IsMine || PhotographerId is not null;

    /// <summary>True when there is nothing but words, if anything.</summary>
    public bool IsWordsOnly => Tags.Count == 0 && People.Count == 0 && this with { Words = [], Tags = [], People = [] } == new PhotoFilter();

    /// <summary>Photos are looked for by what their counts tell apart, and by nothing else.</summary>
    public bool IsCounted => Tags.Count == 0 && People.Count == 0 && Words.Count == 0
        && this with { EventId = null, ReadPerm = null, Words = [], Tags = [], People = [] } == new PhotoFilter();

    /// <summary>Equal to that of another filter that says the same: lists are equal to themselves only.</summary>
    public object Identity => (this with { Tags = [], People = [], Words = [] }, string.Join('\n', Tags), string.Join('\n', People), string.Join('\n', Words));

    /// <summary>All photos that somebody took.</summary>
    public static PhotoFilter By(Guid photographer) => new() { PhotographerId = photographer };

    /// <summary>All photos of an event.</summary>
    public static PhotoFilter Of(Guid eventId) => new() { EventId = eventId };

    /// <summary>All photos with a tag, which is written in lower case.</summary>
    public static PhotoFilter With(string tag) => new() { Tags = [tag] };

    /// <summary>Reads the query, or says by field what is wrong with it.</summary>
    public static (PhotoFilter Filter, IReadOnlyList<FieldError> Errors) Read(IQueryCollection query, DateTime now)
    {
        var errors = new List<FieldError>();
        var filter = new PhotoFilter
        {
            EventName = Text(query, "event_name"),
            EventId = Id(query, "event", errors),
            From = Day(query, "date_from", errors),
            Until = Day(query, "date_to", errors)?.AddDays(1),
            PhotographerId = Id(query, "photographer_id", errors),
            PhotographerName = Text(query, "photographer_name"),
            Tags = [.. query["tags"].SelectMany(Split).Distinct().Take(PhotoSettings.MaxTags)],
            People = [.. query["tagged"].SelectMany(Split).Select(name => name.TrimStart('@').ToUpperInvariant()).Take(MaxPeople)],
            IsMine = query["mine"].ToString() is "1" or "true",
            IsLiked = query["liked"].ToString() is "1" or "true",
            ReadPerm = Code<Permission>(query, "read_perm", errors),
            Status = Code<PhotoStatus>(query, "status", errors),
            Words = [.. (Text(query, "q") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxWords)],
        };
        if (filter.From > now)
            errors.Add(new("date_from", "This day is in the future."));
        if (filter.From >= filter.Until)
            errors.Add(new("date_from", "This day comes after date_to."));
        return (filter, errors);
    }

    /// <summary>The same as photos of one word, where there is one and they are looked for by nothing else than that knows; null otherwise.</summary>
    public PhotosOfTag? ByTag() => Tags.Count == 1 && People.Count == 0 && Words.Count == 0
        && EventName is null && PhotographerName is null && !IsOfPhotographer && Status is null && !IsLiked
        ? new(Tags[0], EventId, ReadPerm, From, Until)
        : null;

    private static IEnumerable<string> Split(string? tags) =>
        (tags ?? "").ToLowerInvariant().Replace("\0", "", StringComparison.Ordinal).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Text(IQueryCollection query, string field)
    {
        var text = query[field].ToString().Trim().ToLowerInvariant().Replace("\0", "", StringComparison.Ordinal);
        return text.Length == 0 ? null : text.Cut(MaxText);
    }

    private static Guid? Id(IQueryCollection query, string field, List<FieldError> errors)
    {
        if (StringValues.IsNullOrEmpty(query[field]))
            return null;
        if (Guid.TryParse(query[field].ToString(), out var id))
            return id;
        errors.Add(new(field, "Not a valid id."));
        return null;
    }

    // A day in UTC; of a whole time only the day counts.
    private static DateTime? Day(IQueryCollection query, string field, List<FieldError> errors)
    {
        if (StringValues.IsNullOrEmpty(query[field]))
            return null;
        var isDay = DateTimeOffset.TryParse(
            query[field].ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time);
        if (isDay && time.Year < DateTime.MaxValue.Year)
            return time.UtcDateTime.Date;
        errors.Add(new(field, "A day like 2026-05-12."));
        return null;
    }

    private static T? Code<T>(IQueryCollection query, string field, List<FieldError> errors)
        where T : struct, Enum
    {
        if (StringValues.IsNullOrEmpty(query[field]))
            return null;
        if (WireCode<T>.TryParse(query[field].ToString(), out var value))
            return value;
        errors.Add(new(field, $"One of {WireCode<T>.All}."));
        return null;
    }
}
