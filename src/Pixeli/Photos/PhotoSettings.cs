using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting;
using Pixeli.Hosting.Errors;

namespace Pixeli.Photos;

/// <summary>What a client says of a photo, when it uploads it or later. All of it is optional.</summary>
public record PhotoSettings
{
    public const int MaxTags = 30;
    public const int MaxPeople = 50;

    public string? FileName { get; init; }

    public string? ReadPerm { get; init; }

    public string? SharePerm { get; init; }

    public IReadOnlyList<string>? TaggedUsernames { get; init; }

    public IReadOnlyList<string>? UserTags { get; init; }

    /// <summary>Automatic tags to keep: the others are taken away and stay away. Only for photos that are there already.</summary>
    public IReadOnlyList<string>? AutoTags { get; init; }

    public string? Timestamp { get; init; }

    /// <summary>The settings understood, or what is wrong with them, by field.</summary>
    public (UnderstoodSettings? Settings, IReadOnlyList<FieldError> Errors) Understand()
    {
        var errors = new List<FieldError>();
        var (read, share, timestamp) = (UnderstoodSettings.Default.ReadPerm, UnderstoodSettings.Default.SharePerm, default(DateTime));
        if (!string.IsNullOrWhiteSpace(ReadPerm) && !WireCode<Permission>.TryParse(ReadPerm, out read))
            errors.Add(new("read_perm", $"One of {WireCode<Permission>.All}."));
        if (!string.IsNullOrWhiteSpace(SharePerm) && !WireCode<SharePermission>.TryParse(SharePerm, out share))
            errors.Add(new("share_perm", $"One of {WireCode<SharePermission>.All}."));
        if (!string.IsNullOrWhiteSpace(Timestamp) && !UtcJson.TryParse(Timestamp, out timestamp))
            errors.Add(new("timestamp", "A time like 2026-05-12T14:03:00Z."));
        var tags = Words(UserTags);
        var people = Words(TaggedUsernames);
        if (tags.Length > MaxTags || tags.Any(tag => tag.Characters > PhotoTag.TagLength))
            errors.Add(new("user_tags", $"At most {MaxTags} tags of at most {PhotoTag.TagLength} characters."));
        if (people.Length > MaxPeople)
            errors.Add(new("tagged_usernames", $"At most {MaxPeople} people."));
        // PostgreSQL keeps no U+0000; in a list that came as text, JSON's escapes can say it.
        if (tags.Any(HasNull))
            errors.Add(new("user_tags", WrongValue.Message));
        if (people.Any(HasNull))
            errors.Add(new("tagged_usernames", WrongValue.Message));
        return errors.Count > 0
            ? (null, errors)
            : (new(FileName, read, share, timestamp == default ? null : timestamp, tags, people), []);
    }

    private static bool HasNull(string word) => word.Contains('\0', StringComparison.Ordinal);

    private static string[] Words(IReadOnlyList<string>? words) =>
        [.. (words ?? []).Select(word => word?.Trim() ?? "").Where(word => word.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
}

/// <summary>Settings that make sense. The people are names still, not yet known to exist.</summary>
public sealed record UnderstoodSettings(
    string? FileName, Permission ReadPerm, SharePermission SharePerm, DateTime? Timestamp, string[] Tags, string[] People)
{
    /// <summary>What a photo gets of which nothing was said.</summary>
    public static UnderstoodSettings Default { get; } = new(null, Permission.Public, SharePermission.Owners, null, [], []);

    /// <summary>Names the people that nobody is, or is null.</summary>
    public string? UnknownIn(Dictionary<string, Guid> byName)
    {
        var unknown = People.Where(name => !byName.ContainsKey(name.ToUpperInvariant())).ToArray();
        return unknown.Length == 0 ? null : $"Unknown: {string.Join(", ", unknown)}.";
    }

    public IReadOnlyList<Guid> PeopleIn(Dictionary<string, Guid> byName) => [.. People.Select(name => byName[name.ToUpperInvariant()])];
}
