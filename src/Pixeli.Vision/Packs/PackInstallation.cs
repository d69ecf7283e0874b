using System.Security.Cryptography;

namespace Pixeli.Vision.Packs;

/// <summary>Copies a pack's files aside, checks each while it is copied, flushes them, and moves them into place as one.</summary>
internal sealed class PackInstallation(string folder, ModelPack pack, IPackSource source, IProgress<PackProgress>? progress) : IDisposable
{
    private const int Piece = 128 * 1024;

    private readonly string _staged = PackFolders.Stage(folder, pack.Name);
    private readonly long _total = pack.Files.Sum(file => source.Length(file) ?? 0);
    private long _done;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<PackFile> seen = [];
        foreach (var file in pack.Files)
            seen.Add(await CopyAsync(file, cancellationToken));
        await WriteAsync(PackJson.FileName, PackJson.Write(pack with { Files = seen }), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        PackFolders.Publish(folder, pack.Name, _staged);
    }

    public void Dispose()
    {
        if (Directory.Exists(_staged))
            Directory.Delete(_staged, recursive: true);
    }

    /// <summary>The file with the size and the checksum that were seen, which are the ones expected where some were.</summary>
    private async Task<PackFile> CopyAsync(PackFile file, CancellationToken cancellationToken)
    {
        await using var content = await source.OpenAsync(file, cancellationToken);
        await using var copy = Create(file.Name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Piece];
        long length = 0;
        while (await ReadAsync(file, content, buffer, cancellationToken) is var read and > 0)
        {
            length += read;
            if (length > file.Bytes)
                throw Wrong($"{file.Name} has more than the {file.Bytes} bytes it should have.");
            hash.AppendData(buffer, 0, read);
            await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            _done += read;
            progress?.Report(new PackProgress(file.Name, _done, Math.Max(_done, _total)));
        }
        Flush(copy);
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (file.Bytes is { } bytes && length != bytes)
            throw Wrong($"{file.Name} has {length} bytes and should have {bytes}.");
        if (file.Sha256 is { } expected && sha256 != expected)
            throw Wrong($"{file.Name} has the SHA-256 {sha256} and should have {expected}.");
        return file with { Bytes = length, Sha256 = sha256 };
    }

    private static async Task<int> ReadAsync(PackFile file, Stream content, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new VisionException(VisionFailure.NotDownloadable, $"{file.Name} came incompletely: {exception.Message}", exception);
        }
    }

    private async Task WriteAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        await using var file = Create(name);
        await file.WriteAsync(content, cancellationToken);
        Flush(file);
    }

    private static void Flush(FileStream file) => file.Flush(flushToDisk: true); // there is no asynchronous one

    private FileStream Create(string name) =>
        new(Path.Combine(_staged, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);

    private static VisionException Wrong(string message) => new(VisionFailure.WrongContent, message);
}
