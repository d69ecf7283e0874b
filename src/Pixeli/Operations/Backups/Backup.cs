using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pixeli.Data;
using Pixeli.Data.Portable;
using Pixeli.Hosting;
using Pixeli.Storage;

namespace Pixeli.Operations.Backups;

/// <summary>
/// Copies a site while it runs: all rows as they are at one moment, then the files that these rows name. What is deleted meanwhile
/// keeps its files until the backup is made.
/// </summary>
internal sealed class Backup(PixeliDb db, IBlobStore store, BlobHold hold, DataFolder data, SiteIdentity identity, TimeProvider clock)
{
    private const int AtOnce = 4;

    /// <param name="folder">A folder that is empty or not there.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Stops it; what is there then is no backup.</param>
    /// <returns>What was copied, and which files were missing or damaged in storage.</returns>
    public async Task<(BackupManifest Manifest, IReadOnlyList<string> Damaged)> RunAsync(string folder, CopyProgress progress, CancellationToken cancellationToken)
    {
        var begun = clock.UtcNow;
        PrivateFolder.Create(folder);
        var tables = Path.Combine(folder, BackupManifest.TablesFolder);
        PrivateFolder.Create(tables);
        progress.Tables(PortableSchema.Of(db).Count());
        await using var held = await hold.TakeAsync(cancellationToken); // before the moment of the rows
        var dump = await db.ExportAsync(tables, (_, _) => progress.TableDone(), cancellationToken);
        var keys = PrivateFolder.Copy(data.Keys, Path.Combine(folder, BackupManifest.KeysFolder));
        progress.Files(await NamedFiles.OfAsync(tables, dump, cancellationToken).LongCountAsync(cancellationToken));
        var copy = new FileCopy(folder, store, progress);
        await Parallel.ForEachAsync(
            NamedFiles.OfAsync(tables, dump, cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, copy.CopyAsync);
        if (!await hold.IsTakenAsync(cancellationToken))
            throw new IOException("The database hung up, and deleted photos may have lost their files meanwhile. Make the backup anew.");
        var (count, bytes, hash) = copy.WriteList();
        var program = typeof(Backup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        var manifest = new BackupManifest(BackupManifest.CurrentFormat, begun, program, dump, count, bytes, hash, keys, await identity.ReadAsync(cancellationToken));
        await manifest.WriteAsync(folder, cancellationToken);
        return (manifest, copy.Damaged);
    }

    private sealed class FileCopy(string folder, IBlobStore store, CopyProgress progress)
    {
        private readonly List<BackedUpFile> _copied = [];
        private readonly Lock _lock = new();

        public List<string> Damaged { get; } = [];

        public async ValueTask CopyAsync(NamedFile file, CancellationToken cancellationToken)
        {
            var target = Path.Combine(folder, BackupManifest.FilesFolder, file.Key);
            await using (var source = await store.OpenAsync(file.Key, cancellationToken))
            {
                BackedUpFile? copied = null;
                if (source is not null)
                {
                    PrivateFolder.Create(Path.GetDirectoryName(target)!);
                    var (bytes, sha256) = await HashedCopy.ToAsync(source, target, cancellationToken);
                    copied = new(file.Key, bytes, sha256);
                }

                lock (_lock)
                {
                    if (copied is not null)
                        _copied.Add(copied);
                    if (copied is null || (file.Sha256 ?? copied.Sha256) != copied.Sha256)
                        Damaged.Add(file.Key);
                }
            }

            progress.FileDone();
        }

        public (long Count, long Bytes, string Sha256) WriteList()
        {
            var list = Encoding.UTF8.GetBytes(string.Concat(_copied.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => JsonSerializer.Serialize(file) + "\n")));
            File.WriteAllBytes(Path.Combine(folder, BackupManifest.FileList), list);
            return (_copied.Count, _copied.Sum(file => file.Bytes), Convert.ToHexStringLower(SHA256.HashData(list)));
        }
    }
}
