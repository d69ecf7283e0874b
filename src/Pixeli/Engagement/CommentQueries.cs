using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Paging;
using Pixeli.Media;
using Pixeli.Photos;

namespace Pixeli.Engagement;

/// <summary>Reads comments, oldest first. One statement a list, streamed.</summary>
public sealed class CommentQueries(PixeliDb db, MediaUrls urls)
{
    /// <summary>Comments at the top level of a photo that the caller may read.</summary>
    public IAsyncEnumerable<CommentItem> OfPhoto(Guid photo, Caller caller, PageKey? after, int? limit) =>
        Items(db.Comments.Where(comment => comment.PhotoId == photo && comment.ParentId == null), caller, after, limit);

    /// <summary>Answers to a comment on a photo that the caller may read.</summary>
    public IAsyncEnumerable<CommentItem> RepliesTo(Guid parent, Caller caller, PageKey? after, int? limit) =>
        Items(db.Comments.Where(comment => comment.ParentId == parent), caller, after, limit);

    /// <summary>Comments of a photo that the caller may read, each with its answers. Two statements.</summary>
    public async Task<List<CommentThread>> ThreadsAsync(Guid photo, Caller caller, PageKey? after, int limit, CancellationToken cancellationToken)
    {
        var comments = await OfPhoto(photo, caller, after, limit).ToListAsync(cancellationToken);
        var answered = comments.Where(comment => comment.RepliesCount > 0).Select(comment => (Guid?)comment.Id).ToList();
        var answers = answered.Count == 0
            ? []
            : await Items(db.Comments.Where(comment => answered.Contains(comment.ParentId)), caller, null, null).ToListAsync(cancellationToken);
        var byParent = answers.ToLookup(answer => answer.ParentComment);
        return [.. comments.Select(comment => new CommentThread(comment, [.. byParent[comment.Id]]))];
    }

    public async Task<CommentItem?> FindAsync(Guid id, Caller caller, CancellationToken cancellationToken) =>
        (await db.Comments.AsNoTracking().Where(comment => comment.Id == id).Select(CommentRow.Projection.For(caller)).FirstOrDefaultAsync(cancellationToken))
        ?.ToItem(urls);

    /// <summary>What some comments say, as far as the caller may read their photos. One statement.</summary>
    public async Task<Dictionary<Guid, string>> ContentsAsync(IReadOnlyCollection<Guid> ids, Caller caller, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return [];
        return await db.Comments.Where(comment => ids.Contains(comment.Id))
            .Join(db.Photos.Where(PhotoAccess.CanRead(caller)), comment => comment.PhotoId, photo => photo.Id, (comment, _) => comment)
            .ToDictionaryAsync(comment => comment.Id, comment => comment.Content, cancellationToken);
    }

    /// <summary>Whether there is such a comment, on a photo that the caller may read.</summary>
    public Task<bool> CanReadAsync(Guid id, Caller caller, CancellationToken cancellationToken)
    {
        var comments = db.Comments;
        return db.Photos.Where(PhotoAccess.CanRead(caller)).AnyAsync(
            photo => comments.Any(comment => comment.Id == id && comment.PhotoId == photo.Id), cancellationToken);
    }

    private async IAsyncEnumerable<CommentItem> Items(IQueryable<Comment> comments, Caller caller, PageKey? after, int? limit)
    {
        if (after is { Instant: var instant, Id: var id })
            comments = comments.Where(comment => comment.CreatedAt >= instant && (comment.CreatedAt > instant || comment.Id > id));
        var rows = comments.AsNoTracking().OrderBy(comment => comment.CreatedAt).ThenBy(comment => comment.Id)
            .AtMost(limit).Select(CommentRow.Projection.For(caller));
        await foreach (var row in rows.AsAsyncEnumerable())
            yield return row.ToItem(urls);
    }
}
