using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Paging;
using Pixeli.Media;

namespace Pixeli.Engagement;

/// <summary>Reads who likes a photo that the caller may read, newest first. One statement, streamed.</summary>
public sealed class LikeQueries(PixeliDb db, MediaUrls urls)
{
    public async IAsyncEnumerable<LikeItem> OfPhoto(Guid photo, PageKey? after, int? limit)
    {
        var likes = db.Likes.AsNoTracking().Where(like => like.PhotoId == photo);
        if (after is { Instant: var instant, Id: var person })
            likes = likes.Where(like => like.CreatedAt <= instant && (like.CreatedAt < instant || like.UserId < person));
        var rows = likes.OrderByDescending(like => like.CreatedAt).ThenByDescending(like => like.UserId).AtMost(limit)
            .Select(like => new
            {
                User = new PersonRow(like.UserId, like.User!.UserName!, like.User.Name, like.User.PictureVersion),
                like.CreatedAt,
            });
        await foreach (var row in rows.AsAsyncEnumerable())
            yield return new(row.User.ToMini(urls), row.CreatedAt);
    }
}
