using System.Linq.Expressions;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Media;

namespace Pixeli.Photos;

/// <summary>What the database says of a photo in a list: one row, permissions already decided.</summary>
internal sealed class PhotoRow
{
    public required Guid Id { get; init; }

    public required DateTime Timestamp { get; init; }

    public required int? UtcOffset { get; init; }

    public required PersonRow Photographer { get; init; }

    public required int MediaVersion { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required bool IsLiked { get; init; }

    public required bool CanEdit { get; init; }

    public required bool CanDelete { get; init; }

    public required bool CanShare { get; init; }

    public required PhotoStatus Status { get; init; }

    public required int LikesCount { get; init; }

    public required int CommentsCount { get; init; }

    public required byte[]? Placeholder { get; init; }

    public static readonly Expression<AsSeen<Photo, PhotoRow>> Projection = (photo, person, isAdministrator, isMember) => new PhotoRow
    {
        Id = photo.Id,
        Timestamp = photo.Timestamp,
        UtcOffset = photo.UtcOffset,
        Photographer = new PersonRow(
            photo.PhotographerId, photo.Photographer!.UserName!, photo.Photographer.Name, photo.Photographer.PictureVersion),
        MediaVersion = photo.MediaVersion,
        Width = photo.Width,
        Height = photo.Height,
        IsLiked = photo.Likes.Any(like => like.UserId == person),
        CanEdit = PhotoAccess.Edit.Of(photo, person, isAdministrator, isMember),
        CanDelete = PhotoAccess.Delete.Of(photo, person, isAdministrator, isMember),
        CanShare = PhotoAccess.Share.Of(photo, person, isAdministrator, isMember),
        Status = photo.Status,
        LikesCount = photo.LikesCount,
        CommentsCount = photo.CommentsCount,
        Placeholder = photo.Placeholder,
    };

    public string? Url(MediaUrls urls, MediaRendition rendition, Caller caller) =>
        Status == PhotoStatus.Completed ? urls.For(Id, rendition, MediaVersion, caller.Id) : null;

    public PhotoItem ToItem(MediaUrls urls, Caller caller) => new()
    {
        Id = Id,
        Timestamp = Timestamp,
        UtcOffset = UtcOffset,
        Photographer = Photographer.ToMini(urls),
        ThumbnailUrl = Url(urls, MediaRendition.Thumbnail, caller),
        Width = Width,
        Height = Height,
        IsLiked = IsLiked,
        CanEdit = CanEdit,
        CanDelete = CanDelete,
        CanShare = CanShare,
        Status = Status,
        LikesCount = LikesCount,
        CommentsCount = CommentsCount,
        Placeholder = Placeholder,
    };
}
