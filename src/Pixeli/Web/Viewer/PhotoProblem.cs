namespace Pixeli.Web.Viewer;

/// <summary>Why what a form of the photo page asked for was not done, and what was typed into it.</summary>
/// <param name="Part">Which part of the page it belongs to; see <see cref="PhotoParts"/>.</param>
/// <param name="Words">What to tell the person.</param>
/// <param name="Draft">What they had typed.</param>
/// <param name="Parent">The comment that was being answered.</param>
public sealed record PhotoProblem(string Part, string Words, string? Draft = null, Guid? Parent = null);

/// <summary>The parts of the photo page that have forms, as they are named in its addresses.</summary>
internal static class PhotoParts
{
    public const string Likes = "likes";
    public const string Comments = "comments";
    public const string Tags = "tags";
    public const string People = "people";
    public const string Permissions = "permissions";
    public const string Share = "share";
    public const string Deletion = "deletion";
    public const string Processing = "processing";
}
