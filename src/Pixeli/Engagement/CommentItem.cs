using System.Linq.Expressions;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Media;

namespace Pixeli.Engagement;

/// <summary>A comment as its readers see it.</summary>
/// <param name="Id">The comment.</param>
/// <param name="User">Its author.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Content">Plain text.</param>
/// <param name="RepliesCount">Answers to it; 0 for an answer.</param>
/// <param name="ParentComment">The comment it answers; null at the top level.</param>
/// <param name="CanDelete">The caller may delete it.</param>
public sealed record CommentItem(
    Guid Id, MiniUser User, DateTime CreatedAt, string Content, int RepliesCount, Guid? ParentComment, bool CanDelete);

/// <summary>A comment and the answers to it, oldest first.</summary>
public sealed record CommentThread(CommentItem Comment, IReadOnlyList<CommentItem> Answers);

internal sealed record CommentRow(
    Guid Id, PersonRow User, DateTime CreatedAt, string Content, int RepliesCount, Guid? ParentId, bool CanDelete)
{
    public static readonly Expression<AsSeen<Comment, CommentRow>> Projection = (comment, person, isAdministrator, isMember) => new CommentRow(
        comment.Id,
        new PersonRow(comment.UserId, comment.User!.UserName!, comment.User.Name, comment.User.PictureVersion),
        comment.CreatedAt,
        comment.Content,
        comment.Replies.Count,
        comment.ParentId,
        CommentAccess.Delete.Of(comment, person, isAdministrator, isMember));

    public CommentItem ToItem(MediaUrls urls) => new(Id, User.ToMini(urls), CreatedAt, Content, RepliesCount, ParentId, CanDelete);
}
