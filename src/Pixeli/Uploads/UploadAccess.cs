using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;
using Pixeli.Hosting.Errors;

namespace Pixeli.Uploads;

public static class UploadAccess
{
    /// <summary>Null when the caller may add photos to the event; asked before a byte of the body is read.</summary>
    public static async Task<Problem?> CheckMayAddAsync(this PixeliDb db, Guid eventId, Caller caller, CancellationToken cancellationToken)
    {
        var readable = db.Events.Where(item => item.Id == eventId).Where(EventAccess.CanRead(caller));
        if (await readable.Where(EventAccess.CanAddPhotos(caller)).AnyAsync(cancellationToken))
            return null;
        return await readable.AnyAsync(cancellationToken)
            ? Problem.Forbidden("You may not add photos to this event.")
            : Problem.NotFound();
    }
}
