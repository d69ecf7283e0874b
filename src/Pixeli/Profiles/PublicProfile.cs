using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Media;
using Pixeli.Photos;

namespace Pixeli.Profiles;

/// <summary>What others see of a person. The counters cover what the caller may see.</summary>
public sealed record PublicProfile(MiniUser Person, string Bio, string Department, string Batch, int PhotosCount, long LikesCount);

/// <summary>Reads what others may know of a person: two statements.</summary>
public sealed class PublicProfiles(PixeliDb db, MediaUrls urls)
{
    /// <summary>A person by user name; null when there is none who confirmed their address, or their account is shut.</summary>
    public async Task<PublicProfile?> FindAsync(string username, Caller caller, CancellationToken cancellationToken)
    {
        var name = username.ToUpperInvariant();
        var user = await db.Users.AsNoTracking()
            .FirstOrDefaultAsync(row => row.NormalizedUserName == name && row.EmailConfirmed && row.DisabledAt == null, cancellationToken);
        if (user is null)
            return null;
        var seen = await db.Photos.Where(photo => photo.PhotographerId == user.Id).Where(PhotoAccess.CanRead(caller)).GroupBy(_ => 1)
            .Select(all => new { Photos = all.Count(), Likes = all.Sum(photo => (long)photo.LikesCount) }).FirstOrDefaultAsync(cancellationToken);
        var person = new PersonRow(user.Id, user.UserName!, user.Name, user.PictureVersion).ToMini(urls);
        return new(person, user.Bio, user.Department, user.Batch, seen?.Photos ?? 0, seen?.Likes ?? 0);
    }
}
