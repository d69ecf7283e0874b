using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Mail;
using Pixeli.Photos;

namespace Pixeli.Operations;

/// <summary>The site in numbers.</summary>
/// <param name="People">Accounts, confirmed or not.</param>
/// <param name="Events">Events.</param>
/// <param name="Photos">Photos in any state.</param>
/// <param name="Queue">How processing stands.</param>
/// <param name="MailsWaiting">Mails that are not sent yet.</param>
public sealed record SiteFigures(int People, int Events, int Photos, QueueFigures Queue, int MailsWaiting);

/// <summary>How processing stands.</summary>
/// <param name="Waiting">Photos nobody works on yet.</param>
/// <param name="InWork">Photos somebody works on.</param>
/// <param name="Failed">Photos that were given up.</param>
/// <param name="WaitingSince">Upload of the photo that has waited longest; null while none waits.</param>
public sealed record QueueFigures(int Waiting, int InWork, int Failed, DateTime? WaitingSince);

/// <summary>Counts what there is: a handful of statements, none of which reads all photos.</summary>
public sealed class SiteOverview(PixeliDb db)
{
    public async Task<SiteFigures> ReadAsync(CancellationToken cancellationToken) => new(
        await db.Users.CountAsync(cancellationToken),
        await db.Events.CountAsync(item => item.DeletedAt == null, cancellationToken),
        await db.Set<EventPhotoCount>().SumAsync(count => count.Count, cancellationToken),
        await QueueAsync(cancellationToken),
        await MailsAsync(cancellationToken));

    /// <summary>Mails that are not sent yet.</summary>
    public Task<int> MailsAsync(CancellationToken cancellationToken) => db.Set<OutgoingMail>().CountAsync(cancellationToken);

    /// <summary>How processing stands.</summary>
    public async Task<QueueFigures> QueueAsync(CancellationToken cancellationToken)
    {
        var states = await db.Photos.Where(photo => photo.Status == PhotoStatus.Pending || photo.Status == PhotoStatus.Processing)
            .GroupBy(photo => photo.Status)
            .Select(photos => new { Status = photos.Key, Count = photos.Count(), Since = photos.Min(photo => photo.CreatedAt) })
            .ToListAsync(cancellationToken);
        var failed = await db.Photos.CountAsync(photo => photo.Status == PhotoStatus.Failed, cancellationToken);
        var waiting = states.Find(state => state.Status == PhotoStatus.Pending);
        return new(waiting?.Count ?? 0, states.Find(state => state.Status == PhotoStatus.Processing)?.Count ?? 0, failed, waiting?.Since);
    }
}
