using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Events;

namespace Pixeli.Importing;

/// <summary>Finds the photographer and the event of an import, and makes the event when there is none.</summary>
internal sealed class ImportTarget(PixeliDb db, EventEdits edits)
{
    /// <summary>Where photos go and whose they are.</summary>
    internal sealed record Target(Guid EventId, Guid PhotographerId);

    /// <returns>The target, or in words what is missing.</returns>
    public async Task<(Target? Target, string? Problem)> FindOrCreateAsync(string title, string? username, CancellationToken cancellationToken)
    {
        var person = await FindPersonAsync(username, cancellationToken);
        if (person is null)
            return (null, username is null ? "There is no administrator yet: create one first, or say --as USER." : $"There is no user {username}.");
        var trimmed = title.Trim();
        var existing = await db.Events.Where(item => item.Title == trimmed)
            .Where(EventAccess.CanRead(person)).Where(EventAccess.CanAddPhotos(person))
            .OrderBy(item => item.CreatedAt).Select(item => (Guid?)item.Id).FirstOrDefaultAsync(cancellationToken);
        if (existing is { } found)
            return (new(found, person.Id), null);
        var (created, problem) = await edits.CreateAsync(new EventChanges { Title = new(trimmed) }, person, cancellationToken);
        return problem is null ? (new(created, person.Id), null) : (null, $"An event needs a title of 1 to {Event.TitleLength} characters.");
    }

    private Task<Caller?> FindPersonAsync(string? username, CancellationToken cancellationToken)
    {
        var normalized = username?.ToUpperInvariant();
        return db.Users
            .Where(user => normalized == null ? user.Role == Role.Administrator : user.NormalizedUserName == normalized)
            .OrderBy(user => user.Id)
            .Select(user => new Caller(user.Id, user.UserName!, user.Name, user.Role, Guid.Empty))
            .FirstOrDefaultAsync(cancellationToken);
    }
}
