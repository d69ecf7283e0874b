using System.Security.Cryptography;

namespace Pixeli.Vision.Packs;

/// <summary>Compares a pack's files with its description.</summary>
internal static class PackCheck
{
    private const int Piece = 256 * 1024;

    /// <summary>Why the pack cannot be sound, from its files' lengths; null when they are right.</summary>
    public static string? QuickReason(ModelPack pack, string path) => pack.Files.Select(file => QuickReason(file, path)).FirstOrDefault(reason => reason is not null);

    /// <summary>Why the pack is not sound, from its files' content; null when it is.</summary>
    public static async Task<string?> ReasonAsync(ModelPack pack, string path, IProgress<PackProgress>? progress, CancellationToken cancellationToken)
    {
        if (QuickReason(pack, path) is { } reason)
            return reason;
        long done = 0;
        foreach (var file in pack.Files)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var content = File.OpenRead(Path.Combine(path, file.Name));
            var buffer = new byte[Piece];
            while (await content.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                done += read;
                progress?.Report(new PackProgress(file.Name, done, Math.Max(done, pack.Bytes)));
            }
            if (Difference(file, hash.GetHashAndReset()) is { } difference)
                return difference;
        }
        return null;
    }

    /// <summary>The same for one file, before it is used.</summary>
    public static string? Reason(PackFile file, string path)
    {
        if (QuickReason(file, path) is { } reason)
            return reason;
        using var content = File.OpenRead(Path.Combine(path, file.Name));
        return Difference(file, SHA256.HashData(content));
    }

    private static string? QuickReason(PackFile file, string path) => new FileInfo(Path.Combine(path, file.Name)) switch
    {
        { Exists: false } => $"{file.Name} is missing.",
        var found when file.Bytes is { } bytes && found.Length != bytes => $"{file.Name} has {found.Length} bytes and should have {bytes}.",
        _ => null,
    };

    private static string? Difference(PackFile file, byte[] sha256) =>
        file.Sha256 is { } expected && Convert.ToHexStringLower(sha256) != expected ? $"{file.Name} is damaged: its SHA-256 is not the expected one." : null;
}
