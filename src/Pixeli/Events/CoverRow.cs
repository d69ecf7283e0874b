using System.Linq.Expressions;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Media;

namespace Pixeli.Events;

/// <summary>A photo as far as a cover shows it.</summary>
internal sealed record CoverRow(Guid Id, int MediaVersion, int Width, int Height, byte[]? Placeholder)
{
    public static readonly Expression<AsSeen<EventWithCover, CoverRow?>> Projection = (seen, person, isAdministrator, isMember) => seen.Cover == null
        ? null
        : new CoverRow(seen.Cover.Id, seen.Cover.MediaVersion, seen.Cover.Width, seen.Cover.Height, seen.Cover.Placeholder);

    public EventCover ToCover(MediaUrls urls, Caller caller) => new(
        Id,
        urls.For(Id, MediaRendition.Thumbnail, MediaVersion, caller.Id),
        urls.For(Id, MediaRendition.Preview, MediaVersion, caller.Id),
        Width,
        Height,
        Placeholder);
}

/// <summary>An event where something tells of it, as the database says.</summary>
internal sealed record MentionRow(Guid Id, string Title, CoverRow? Cover);
