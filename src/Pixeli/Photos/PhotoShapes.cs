using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pixeli.Accounts;
using Pixeli.Events;

namespace Pixeli.Photos;

/// <summary>A photo in a list.</summary>
public record PhotoItem
{
    public required Guid Id { get; init; }

    public required DateTime Timestamp { get; init; }

    /// <summary>Minutes the camera's clock was ahead of UTC, where it is known.</summary>
    public required int? UtcOffset { get; init; }

    public required MiniUser Photographer { get; init; }

    /// <summary>Null until the photo is completed.</summary>
    public required string? ThumbnailUrl { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required bool IsLiked { get; init; }

    public required bool CanEdit { get; init; }

    public required bool CanDelete { get; init; }

    public required bool CanShare { get; init; }

    public required PhotoStatus Status { get; init; }

    public required int LikesCount { get; init; }

    public required int CommentsCount { get; init; }

    /// <summary>ThumbHash, base64.</summary>
    public required byte[]? Placeholder { get; init; }
}

/// <summary>Everything about one photo that the caller may know.</summary>
public sealed record PhotoDetail : PhotoItem
{
    /// <summary>The shape of the list is the beginning of the shape of the detail.</summary>
    [SetsRequiredMembers]
#pragma warning disable CS8618 // the rest is set by the one initializer that calls this
    public PhotoDetail(PhotoItem item)
        : base(item)
    {
    }
#pragma warning restore CS8618

    public required Guid Event { get; init; }

    public required JsonElement Meta { get; init; }

    public required IReadOnlyList<MiniUser> TaggedUsers { get; init; }

    public required Permission ReadPerm { get; init; }

    public required SharePermission SharePerm { get; init; }

    public required string? PreviewUrl { get; init; }

    public required string? WatermarkedUrl { get; init; }

    public required IReadOnlyList<string> AutoTags { get; init; }

    public required IReadOnlyList<string> UserTags { get; init; }

    public required string? ProcessingErrors { get; init; }

    /// <summary>It failed, and the caller may have it processed again with a prospect of success.</summary>
    public required bool CanRetry { get; init; }

    public required string FileName { get; init; }

    /// <summary>Size of the original.</summary>
    public required long Bytes { get; init; }

    /// <summary>Only for those who may see it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required int? Downloads { get; init; }

    /// <summary>Only for those who may see it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required int? Views { get; init; }
}
