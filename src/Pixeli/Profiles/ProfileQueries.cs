using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Media;
using Pixeli.Photos;

namespace Pixeli.Profiles;

/// <summary>Reads profiles: three statements, however much somebody has photographed.</summary>
public sealed class ProfileQueries(PixeliDb db, MediaUrls urls)
{
    /// <summary>A person's profile; null when the account is gone.</summary>
    public async Task<Profile?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.Users.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } user)
            return null;
        var photos = db.Photos.Where(photo => photo.PhotographerId == id);
        var received = await photos.GroupBy(_ => 1)
            .Select(all => new { Photos = all.Count(), Likes = all.Sum(photo => (long)photo.LikesCount), Downloads = all.Sum(photo => (long)photo.Downloads) })
            .FirstOrDefaultAsync(cancellationToken);
        var events = await photos.Select(photo => photo.EventId)
            .Union(db.Events.Where(item => item.CoordinatorId == id).Select(item => item.Id)).CountAsync(cancellationToken);
        return new()
        {
            Id = user.Id,
            Username = user.UserName!,
            Email = user.Email!,
            Name = user.Name,
            ProfilePic = urls.ForPictureOf(user.Id, user.PictureVersion),
            Bio = user.Bio,
            Department = user.Department,
            Batch = user.Batch,
            Role = user.Role,
            DateJoined = user.CreatedAt,
            PhotosCount = received?.Photos ?? 0,
            EventsCount = events,
            LikesCount = received?.Likes ?? 0,
            DownloadsCount = received?.Downloads ?? 0,
        };
    }
}
