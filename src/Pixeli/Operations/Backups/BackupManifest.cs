using System.Text.Json;
using Pixeli.Data.Portable;
using Pixeli.Storage;

namespace Pixeli.Operations.Backups;

/// <summary>What a backup holds. Written last: a folder without it is no backup.</summary>
/// <param name="Format">Version of this format.</param>
/// <param name="CreatedAt">When it was begun, UTC.</param>
/// <param name="Program">Version of the program that made it.</param>
/// <param name="Database">The rows.</param>
/// <param name="Files">How many photos' and people's files.</param>
/// <param name="FileBytes">Their bytes.</param>
/// <param name="FilesSha256">Of the list of them.</param>
/// <param name="Keys">Files of the folder of keys, by their paths in it.</param>
/// <param name="Site">The site that was copied; null in copies of earlier versions.</param>
internal sealed record BackupManifest(
    int Format, DateTime CreatedAt, string Program, PortableDump Database, long Files, long FileBytes, string FilesSha256, IReadOnlyList<string> Keys, Guid? Site = null)
{
    public const int CurrentFormat = 1;
    public const string TablesFolder = "tables";
    public const string FilesFolder = "blobs";
    public const string FileList = "blobs.jsonl";
    public const string KeysFolder = "keys";
    private const string FileName = "manifest.json";
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <exception cref="InvalidDataException">There is no backup that this program can read.</exception>
    public static async Task<BackupManifest> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new InvalidDataException($"{folder} holds no whole backup: there is no {FileName}.");
        try
        {
            var manifest = JsonSerializer.Deserialize<BackupManifest>(await File.ReadAllBytesAsync(path, cancellationToken), Json)!;
            return manifest.Format == CurrentFormat
                ? manifest
                : throw new InvalidDataException($"The backup has format {manifest.Format}, and this program reads {CurrentFormat}.");
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException($"{path} is damaged.", damaged);
        }
    }

    public async Task WriteAsync(string folder, CancellationToken cancellationToken)
    {
        DurableFiles.FlushFileSystem(folder); // a manifest that survives a power cut says that all it names did
        var aside = Path.Combine(folder, FileName + ".aside");
        await File.WriteAllBytesAsync(aside, JsonSerializer.SerializeToUtf8Bytes(this, Json), cancellationToken);
        DurableFiles.Flush(aside);
        File.Move(aside, Path.Combine(folder, FileName));
        DurableFiles.FlushFolder(folder);
    }
}

/// <summary>A file of a backup, as a line of the list.</summary>
internal sealed record BackedUpFile(string Key, long Bytes, string Sha256);
