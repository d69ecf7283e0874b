using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Errors;
using Pixeli.Hosting.Paging;
using Pixeli.Imaging;
using Pixeli.Media;
using Pixeli.Photos;

namespace Pixeli.Sharing;

/// <summary>A share link as its maker sees it.</summary>
/// <param name="Token">What the link is known by. Whoever has it sees the picture.</param>
/// <param name="Photo">The photo.</param>
/// <param name="VariantKey">Which picture of it.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="ShareUrl">The public page.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record ShareItem(string Token, Guid Photo, ShareVariant VariantKey, DateTime ExpiresAt, string ShareUrl, DateTime CreatedAt);

/// <summary>Makes, lists, finds and revokes share links.</summary>
public sealed class ShareLinks(PixeliDb db, ShareTokens tokens, MediaUrls urls, TimeProvider clock)
{
    public async Task<(ShareItem? Share, Problem? Problem)> CreateAsync(
        Guid photo, ShareVariant variant, DateTime expiresAt, Caller caller, CancellationToken cancellationToken)
    {
        var readable = db.Photos.Where(item => item.Id == photo).Where(PhotoAccess.CanRead(caller));
        var status = await readable.Where(PhotoAccess.CanShare(caller)).Select(item => (PhotoStatus?)item.Status).FirstOrDefaultAsync(cancellationToken);
        if (status is null)
            return (null, await readable.AnyAsync(cancellationToken) ? Problem.Forbidden("This photo is not for you to share.") : Problem.NotFound());
        if (status != PhotoStatus.Completed)
            return (null, Problem.Conflict("This photo is not ready to be shared yet."));
        var link = new ShareLink { PhotoId = photo, UserId = caller.Id, Variant = variant, CreatedAt = clock.UtcNow, ExpiresAt = expiresAt };
        try
        {
            await db.WriteAsync(
                async () =>
                {
                    db.ShareLinks.Add(link);
                    await db.SaveChangesAsync(cancellationToken);
                },
                cancellationToken);
        }
        catch (DbUpdateException failure) when (db.IsForeignKeyViolation(failure))
        {
            return (null, Problem.NotFound()); // deleted a moment ago
        }

        return (ToItem(link), null);
    }

    /// <summary>Live links of a photo: the caller's own, and everybody's for who may edit the photo. Newest first.</summary>
    public async IAsyncEnumerable<ShareItem> OfPhoto(Guid photo, Caller caller, PageKey? after, int? limit)
    {
        var now = clock.UtcNow;
        var editable = db.Photos.Where(PhotoAccess.CanEdit(caller)).Where(item => item.Id == photo);
        var links = db.ShareLinks.AsNoTracking()
            .Where(link => link.PhotoId == photo && link.ExpiresAt > now && (link.UserId == caller.Id || editable.Any()));
        if (after is { Id: var last })
            links = links.Where(link => link.Id < last);
        await foreach (var link in links.OrderByDescending(link => link.Id).AtMost(limit).AsAsyncEnumerable())
            yield return ToItem(link);
    }

    /// <summary>
    /// Revokes a link: by who made it, the photographer, or an administrator. Also one that leads nowhere for now, since its maker may not share the
    /// photo: it would come back with the permission. Null when it is done.
    /// </summary>
    public async Task<Problem?> RevokeAsync(string token, Caller caller, CancellationToken cancellationToken)
    {
        if (tokens.Read(token) is not { } id)
            return Problem.NotFound();
        var now = clock.UtcNow;
        var editable = db.Photos.Where(PhotoAccess.CanEdit(caller));
        var revoked = await db.WriteAsync(
            () => db.ShareLinks
                .Where(link => link.Id == id && link.ExpiresAt > now && (link.UserId == caller.Id || editable.Any(photo => photo.Id == link.PhotoId)))
                .ExecuteDeleteAsync(cancellationToken),
            cancellationToken);
        if (revoked > 0)
            return null;
        return await FindAsync(token, cancellationToken) is null ? Problem.NotFound() : Problem.Forbidden();
    }

    /// <summary>What a token leads to while it lives: not expired, not revoked, its photo there, and its maker still somebody who may share it.</summary>
    public async Task<SharedPhoto?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (tokens.Read(token) is not { } id)
            return null;
        var now = clock.UtcNow;
        var link = await db.ShareLinks.AsNoTracking().FirstOrDefaultAsync(item => item.Id == id && item.ExpiresAt > now, cancellationToken);
        if (link is null || await db.CallerOfAsync(link.UserId, cancellationToken) is not { } maker)
            return null;
        var photo = await db.Photos.AsNoTracking()
            .Where(item => item.Id == link.PhotoId && item.Status == PhotoStatus.Completed)
            .Where(PhotoAccess.CanRead(maker)).Where(PhotoAccess.CanShare(maker))
            .Include(item => item.Event).Include(item => item.Photographer)
            .FirstOrDefaultAsync(cancellationToken);
        return photo is null ? null : new(link, photo, ToItem(link));
    }

    private ShareItem ToItem(ShareLink link)
    {
        var token = tokens.For(link.Id);
        return new(token, link.PhotoId, link.Variant, link.ExpiresAt, $"{urls.PublicAddress}/s/{token}", link.CreatedAt);
    }
}

/// <summary>A live share link, with the photo it shows.</summary>
public sealed record SharedPhoto(ShareLink Link, Photo Photo, ShareItem Item)
{
    /// <summary>How large the picture of its page is: messengers lay their preview out by it before they have the picture.</summary>
    public (int Width, int Height) PreviewSize(ImagingOptions options)
    {
        var side = Link.Variant == ShareVariant.Watermarked ? options.WatermarkedPixels : options.PreviewPixels;
        var scale = Math.Min(1, side / (double)Math.Max(1, Math.Max(Photo.Width, Photo.Height)));
        return ((int)Math.Round(Photo.Width * scale), (int)Math.Round(Photo.Height * scale));
    }
}
