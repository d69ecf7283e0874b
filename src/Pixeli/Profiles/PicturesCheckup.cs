using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Pixeli.Accounts;
using Pixeli.Data;
using Pixeli.Hosting.Checkups;
using Pixeli.Storage;

namespace Pixeli.Profiles;

/// <summary>Compares people's pictures with their files.</summary>
internal sealed class PicturesCheckup(PixeliDb db, IBlobStore store) : ICheckup
{
    // A picture is stored just before its row says so. It has no time in its name: it counts as left when it is nobody's for so long.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    public string Title => "Profile pictures";

    public async IAsyncEnumerable<Finding> LookAsync(CheckupOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        var kept = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var blob in store.ListAsync("people/", cancellationToken))
        {
            if (blob.Bytes > 0)
                kept.Add(blob.Key);
        }

        var known = await KnownAsync(cancellationToken);
        foreach (var (key, (person, version)) in known.Where(pair => !kept.Contains(pair.Key)))
        {
            await using var file = await store.OpenAsync(key, cancellationToken);
            if (file is null or { Length: 0 } && await HasAsync(person, version, cancellationToken))
                yield return new("picture-lost", $"{person}", "Their picture is not in storage.", token => ForgetAsync(person, version, token));
        }

        kept.ExceptWith(known.Keys);
        if (kept.Count == 0)
            yield break;
        await Task.Delay(options.Grace < Moment ? options.Grace : Moment, cancellationToken);
        kept.ExceptWith((await KnownAsync(cancellationToken)).Keys);
        foreach (var key in kept)
        {
            await using var file = await store.OpenAsync(key, cancellationToken);
            if (file is not null)
                yield return new("picture-left", key, "It is nobody's picture.", token => store.DeleteAsync(key, token));
        }
    }

    private async Task<Dictionary<string, (Guid Person, int Version)>> KnownAsync(CancellationToken cancellationToken) =>
        (await db.Users.Where(user => user.PictureVersion != 0).Select(user => new { user.Id, user.PictureVersion }).ToListAsync(cancellationToken))
        .ToDictionary(user => PictureBlobs.Key(user.Id, user.PictureVersion), user => (user.Id, user.PictureVersion));

    private Task<bool> HasAsync(Guid person, int version, CancellationToken cancellationToken) =>
        db.Users.AnyAsync(user => user.Id == person && user.PictureVersion == version, cancellationToken);

    private Task ForgetAsync(Guid person, int version, CancellationToken cancellationToken) => db.WriteAsync(
        () => db.Users.Where(user => user.Id == person && user.PictureVersion == version)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.PictureVersion, 0), cancellationToken),
        cancellationToken);
}
