using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pixeli.Data;
using Pixeli.Data.Portable;
using Pixeli.Hosting;
using Pixeli.Photos;
using Pixeli.Storage;

namespace Pixeli.Operations.Backups;

/// <summary>
/// Makes a site of a backup. Everything is compared with its hash on the way; the rows come last, in one transaction, so that a restore
/// which breaks off leaves the site as it was.
/// </summary>
internal sealed class Restore(
    PixeliDb db, DatabaseMigrator migrator, IBlobStore store, StoreOwner owner, SiteIdentity identity, RunningServers servers, Instance instance, DataFolder data, TimeProvider clock)
{
    private const int AtOnce = 4;

    /// <summary>Why it must not be done, or null. Brings an empty database to the schema of the backup.</summary>
    public async Task<string?> CheckAsync(PortableDump dump, bool force, CancellationToken cancellationToken)
    {
        if (await servers.FindAsync(cancellationToken) is { } running)
            return running;
        if (!db.Database.GetMigrations().Contains(dump.Schema))
            return $"This was copied by a newer version of the program, with the schema {dump.Schema}. Use that version.";
        await migrator.MigrateAsync(cancellationToken, dump.Schema);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Last();
        if (applied != dump.Schema)
            return $"The database has the schema {applied}, and the copy is older: {dump.Schema}. Take an empty database; it is brought up to date afterwards.";
        return !force && await IsUsedAsync(cancellationToken) ? "This site is not empty. With --force, all that is in its database is replaced." : null;
    }

    /// <summary>Why files must not be put into the store, or null. For after <see cref="CheckAsync"/>.</summary>
    public async Task<string?> CheckStoreAsync(BackupManifest manifest, bool force, CancellationToken cancellationToken)
    {
        var marks = await owner.Store.MarksAsync(cancellationToken);
        if (marks.Count == 0)
            await TryMarkAsync(cancellationToken);
        if (marks.Count > 0 && !marks.All(mark => mark.Site == manifest.Site) && !await IsOursAsync(marks, cancellationToken))
            return $"The photos of another site are kept in {owner.Store}. Give this one a place of its own, or say that it is this site's: pixeli storage claim.";
        if (!force && marks.Count > 0 && !await IsOursAsync(marks, cancellationToken))
            return $"The photos of the site that was copied are kept in {owner.Store}. With --force, they become this site's; that one must be gone.";
        owner.Trust();
        return null;
    }

    /// <exception cref="InvalidDataException">The backup is damaged; the rows of the site are as they were.</exception>
    public async Task RunAsync(string folder, BackupManifest manifest, CopyProgress progress, CancellationToken cancellationToken)
    {
        progress.Tables(manifest.Database.Tables.Count);
        progress.Files(manifest.Files);
        var tables = Path.Combine(folder, BackupManifest.TablesFolder);
        await manifest.Database.VerifyAsync(tables, cancellationToken);
        var files = await FilesAsync(folder, manifest, cancellationToken);
        await Parallel.ForEachAsync(
            files, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, (file, token) => PutAsync(folder, file, progress, token));
        if (manifest.Keys.Count > 0)
            PrivateFolder.Copy(Path.Combine(folder, BackupManifest.KeysFolder), data.Keys);
        await db.ImportAsync(tables, manifest.Database, _ => progress.TableDone(), cancellationToken);
        await migrator.MigrateAsync(cancellationToken);
        await EndClaimsAsync(cancellationToken);
        await owner.ClaimAsync(cancellationToken);
    }

    // So that doctor can clear away what a restore leaves that breaks off. A store that is not empty bears its mark when all is in it.
    private async Task TryMarkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await owner.LookAsync(cancellationToken);
        }
        catch (Exception unknown) when (unknown is DbException or StorageUnavailableException)
        {
            // the database is at the schema of an older copy, or files are there already
        }
    }

    // A database at the schema of an older copy does not say yet which site it is of.
    private async Task<bool> IsOursAsync(IReadOnlyList<StoreMark> marks, CancellationToken cancellationToken)
    {
        try
        {
            var site = await identity.ReadAsync(cancellationToken);
            return marks.All(mark => mark.Site == site);
        }
        catch (DbException)
        {
            return false;
        }
    }

    // What was in work at the moment of the copy is in nobody's hands here.
    private Task EndClaimsAsync(CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        return db.WriteAsync(
            () => db.Photos.Where(photo => photo.Status == PhotoStatus.Processing)
                .ExecuteUpdateAsync(set => set.SetProperty(photo => photo.ClaimedUntil, now), cancellationToken),
            cancellationToken);
    }

    private async Task<bool> IsUsedAsync(CancellationToken cancellationToken) =>
        await DatabaseImport.CountAsync(db, "users", cancellationToken) > 0 || await DatabaseImport.CountAsync(db, "photos", cancellationToken) > 0;

    private static async Task<IReadOnlyList<BackedUpFile>> FilesAsync(string folder, BackupManifest manifest, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, BackupManifest.FileList);
        var list = File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : throw new InvalidDataException($"The file {path} is missing.");
        if (Convert.ToHexStringLower(SHA256.HashData(list)) != manifest.FilesSha256)
            throw new InvalidDataException($"The file {path} is damaged.");
        return [.. System.Text.Encoding.UTF8.GetString(list).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<BackedUpFile>(line)!)];
    }

    private async ValueTask PutAsync(string folder, BackedUpFile file, CopyProgress progress, CancellationToken cancellationToken)
    {
        var source = Path.Combine(folder, BackupManifest.FilesFolder, file.Key);
        if (!File.Exists(source))
            throw new InvalidDataException($"The file {source} is missing.");
        var staged = Path.Combine(instance.Staging, Guid.CreateVersion7().ToString("N"));
        try
        {
            await using (var stream = File.OpenRead(source))
            {
                if ((await HashedCopy.ToAsync(stream, staged, cancellationToken)).Sha256 != file.Sha256)
                    throw new InvalidDataException($"The file {source} is damaged.");
            }

            await store.PutFileAsync(file.Key, staged, cancellationToken);
        }
        finally
        {
            File.Delete(staged);
        }

        progress.FileDone();
    }
}
