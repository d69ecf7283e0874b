using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Photos;

namespace Pixeli.Operations.Moving;

/// <summary>Tells whether a blob is still somebody's.</summary>
internal sealed class BlobOwners(IServiceScopeFactory scopes)
{
    /// <summary>False for files of a photo or a profile picture that is deleted.</summary>
    public async Task<bool> IsOwnedAsync(string key, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PixeliDb>();
        if (PhotoBlobs.PhotoOf(key) is { } photo)
            return await db.Photos.AnyAsync(row => row.Id == photo, cancellationToken);
        if (key.Split('/') is not ["people", _, var name, _] || !Guid.TryParseExact(name, "N", out var person))
            return true; // nobody knows whose
        var version = await db.Users.Where(user => user.Id == person).Select(user => user.PictureVersion).SingleOrDefaultAsync(cancellationToken);
        return PictureBlobs.Key(person, version) == key;
    }

    /// <summary>True for what never changes under its key while it is somebody's: anything but renditions.</summary>
    public static bool NeverChanges(string key) => PhotoBlobs.PhotoOf(key) is not { } photo || key == PhotoBlobs.Original(photo);
}
