using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting;
using Pixeli.Storage;
using Pixeli.Uploads;

namespace Pixeli.Profiles;

/// <summary>Gives people their picture and takes it away. Every picture has a number of its own, so that no URL ever shows another.</summary>
public sealed partial class ProfilePictures(PixeliDb db, IBlobStore store, BlobHold hold, PictureRendering rendering, ILogger<ProfilePictures> logger)
{
    /// <summary>Makes a photo that came in the person's picture.</summary>
    /// <exception cref="Imaging.ImagingException">The photo is damaged further on than its header.</exception>
    public async Task ReplaceAsync(Guid person, StagedPhoto photo, CancellationToken cancellationToken)
    {
        var bytes = await rendering.RenderAsync(photo.Path, cancellationToken);
        var version = RandomNumberGenerator.GetInt32(1, int.MaxValue);
        await store.PutAsync(PictureBlobs.Key(person, version), bytes, cancellationToken);
        await SetAsync(person, version, cancellationToken);
    }

    public Task RemoveAsync(Guid person, CancellationToken cancellationToken) => SetAsync(person, 0, cancellationToken);

    private async Task SetAsync(Guid person, int version, CancellationToken cancellationToken)
    {
        var before = await db.WriteAsync(
            async () =>
            {
                var user = db.Users.Where(row => row.Id == person);
                if (!db.IsSqlite) // of two who change it at once, each removes the picture it replaced
                    await db.Database.ExecuteSqlAsync($"SELECT 1 FROM users WHERE id = {person} FOR UPDATE", cancellationToken);
                var old = await user.Select(row => row.PictureVersion).FirstAsync(cancellationToken);
                await user.ExecuteUpdateAsync(set => set.SetProperty(row => row.PictureVersion, version), cancellationToken);
                return old;
            },
            cancellationToken);
        if (before == 0)
            return;
        try
        {
            if (!await hold.IsTakenAsync(CancellationToken.None)) // otherwise the doctor finds it
                await store.DeleteAsync(PictureBlobs.Key(person, before), CancellationToken.None);
        }
        catch (IOException failure)
        {
            LogLeft(failure, person); // nothing leads there any more: it takes space, and no more
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not remove the old picture of {Person}")]
    private partial void LogLeft(Exception failure, Guid person);
}
