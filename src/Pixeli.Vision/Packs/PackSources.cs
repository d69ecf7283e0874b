namespace Pixeli.Vision.Packs;

/// <summary>Where a pack's files come from.</summary>
internal interface IPackSource
{
    /// <summary>How many bytes the file has, as far as can be told before it is read.</summary>
    long? Length(PackFile file);

    Task<Stream> OpenAsync(PackFile file, CancellationToken cancellationToken);
}

internal sealed class FolderSource(string from) : IPackSource
{
    public long? Length(PackFile file) => new FileInfo(Path.Combine(from, file.Name)) is { Exists: true } found ? found.Length : file.Bytes;

    public Task<Stream> OpenAsync(PackFile file, CancellationToken cancellationToken)
    {
        var path = Path.Combine(from, file.Name);
        return File.Exists(path)
            ? Task.FromResult<Stream>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan))
            : throw new VisionException(VisionFailure.ModelMissing, $"{file.Name} is not in {from}.");
    }
}

internal sealed class DownloadSource(HttpClient client) : IPackSource
{
    public long? Length(PackFile file) => file.Bytes;

    public async Task<Stream> OpenAsync(PackFile file, CancellationToken cancellationToken)
    {
        if (file is not { Url: { } url, Sha256: not null })
            throw new VisionException(VisionFailure.NotDownloadable,
                $"{file.Name} cannot be downloaded: no {(file.Url is null ? "address" : "checksum")} is known for it. Install the pack from a folder.");
        try
        {
            var response = await client.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
                return await response.Content.ReadAsStreamAsync(cancellationToken);
            response.Dispose();
            throw new VisionException(VisionFailure.NotDownloadable, $"{url} answered {(int)response.StatusCode}.");
        }
        catch (HttpRequestException exception)
        {
            throw new VisionException(VisionFailure.NotDownloadable, $"{file.Name} could not be downloaded: {exception.Message}", exception);
        }
    }
}
