using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Pixeli.Storage.Bucket;

/// <summary>Blobs as objects of a bucket of an S3-compatible service.</summary>
internal sealed class BucketBlobStore : IMarkedStore, IDisposable
{
    // What the first request for an object fetches: most pictures whole, of large files no more than is lost when a client wants another part.
    private const long FirstBytes = 1024 * 1024;
    private const int DeletesAtOnce = 8;
    private const string Marks = ".blobs/"; // below it, one object a mark

    private readonly StorageOptions _options;
    private readonly string _aside;
    private readonly string _prefix;
    private readonly BucketErrors _errors;
    private readonly AmazonS3Client _client;
    private readonly AmazonS3Client? _signer;
    private readonly BucketUpload _upload;

    /// <param name="options">Which bucket.</param>
    /// <param name="aside">Where objects are kept while a library reads them as files: cleared should this process die.</param>
    public BucketBlobStore(StorageOptions options, string aside)
    {
        (_options, _aside, _errors) = (options, aside, new(options.Bucket!));
        _prefix = string.IsNullOrEmpty(options.Prefix) ? "" : options.Prefix.TrimEnd('/') + "/";
        _client = BucketConnection.Create(options, options.Endpoint);
        _upload = new(_client, options.Bucket!, options.PartBytes);
        if (!options.Redirect)
            return;
        _signer = BucketConnection.Create(options, options.RedirectEndpoint ?? options.Endpoint);
        DirectOrigin = new Uri(_signer.DetermineServiceOperationEndpoint(new GetObjectRequest { BucketName = options.Bucket, Key = "any" }).URL)
            .GetLeftPart(UriPartial.Authority);
    }

    public string? DirectOrigin { get; }

    public override string ToString() => $"the bucket {_options.Bucket}{(_prefix.Length > 0 ? $" below {_prefix}" : "")}{(_options.Endpoint is { } endpoint ? $" at {endpoint}" : "")}";

    public async Task PutFileAsync(string key, string path, CancellationToken cancellationToken)
    {
        var whole = KeyOf(key);
        await AskAsync(() => _upload.PutFileAsync(whole, path, cancellationToken), cancellationToken);
        File.Delete(path);
    }

    public Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var whole = KeyOf(key);
        return AskAsync(() => _upload.PutAsync(whole, bytes, cancellationToken), cancellationToken);
    }

    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        var whole = KeyOf(key);
        try
        {
            var first = await AskAsync(() => GetAsync(whole, new(0, FirstBytes - 1), null, cancellationToken), cancellationToken);
            return new BucketStream(first, LengthOf(first), (from, cancelled) => AskAsync(() => GetAsync(whole, Rest(from), first.ETag, cancelled), cancelled), _errors, _options.Timeout);
        }
        catch (IOException missing) when (missing.InnerException is { } cause && BucketErrors.IsMissing(cause))
        {
            return null;
        }
        catch (IOException empty) when (empty.InnerException is AmazonServiceException { StatusCode: HttpStatusCode.RequestedRangeNotSatisfiable })
        {
            return Stream.Null; // an object without bytes has no first one
        }
    }

    public async Task<LocalBlob> OpenLocalAsync(string key, CancellationToken cancellationToken)
    {
        await using var bytes = await OpenAsync(key, cancellationToken) ?? throw new FileNotFoundException($"There is no blob {key}.", key);
        var local = new LocalBlob(Path.Combine(_aside, $"{Guid.CreateVersion7():N}.local"), isTemporary: true);
        try
        {
            await using var file = new FileStream(local.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
            await bytes.CopyToAsync(file, cancellationToken);
            return local;
        }
        catch
        {
            local.Dispose();
            throw;
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var whole = KeyOf(key);
        return AskAsync(() => _client.DeleteObjectAsync(_options.Bucket, whole, cancellationToken), cancellationToken);
    }

    // One by one: deleting many in one request is what compatible services differ in most.
    public async Task DeleteAllAsync(string prefix, CancellationToken cancellationToken)
    {
        var keys = await ListAsync(BlobKey.CheckedPrefix(prefix), cancellationToken).Select(blob => blob.Key).ToListAsync(cancellationToken);
        await Parallel.ForEachAsync(
            keys,
            new ParallelOptions { MaxDegreeOfParallelism = DeletesAtOnce, CancellationToken = cancellationToken },
            async (key, cancelled) => await DeleteAsync(key, cancelled));
    }

    public IAsyncEnumerable<StoredBlob> ListAsync(string prefix, CancellationToken cancellationToken) =>
        ListAllAsync(prefix, cancellationToken).Where(blob => !blob.Key.StartsWith(Marks, StringComparison.Ordinal));

    private async IAsyncEnumerable<StoredBlob> ListAllAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = _options.Bucket, Prefix = _prefix + prefix };
        do
        {
            var page = await AskAsync(() => _client.ListObjectsV2Async(request, cancellationToken), cancellationToken);
            foreach (var item in page.S3Objects ?? [])
                yield return new(item.Key[_prefix.Length..], item.Size ?? 0, item.ETag ?? "");
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    public async Task<DirectPlace?> PlaceAsync(string key, BlobAnswer answer, bool onlyHeaders, CancellationToken cancellationToken)
    {
        if (_signer is null)
            return null;
        var request = new GetPreSignedUrlRequest
        {
            BucketName = _options.Bucket,
            Key = KeyOf(key),
            Verb = onlyHeaders ? HttpVerb.HEAD : HttpVerb.GET,
            Protocol = DirectOrigin!.StartsWith("http:", StringComparison.Ordinal) ? Protocol.HTTP : Protocol.HTTPS,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime + _options.RedirectLife, // by the clock that the SDK signs with
            ResponseHeaderOverrides = new() { ContentType = answer.ContentType, CacheControl = answer.CacheControl, ContentDisposition = answer.Disposition },
        };
        return new(new(await AskAsync(() => _signer.GetPreSignedURLAsync(request), cancellationToken)), _options.RedirectLife);
    }

    public Task CheckAsync(CancellationToken cancellationToken) =>
        AskAsync(() => _client.HeadBucketAsync(new HeadBucketRequest { BucketName = _options.Bucket }, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<StoreMark>> MarksAsync(CancellationToken cancellationToken) =>
        StoreMark.Of(await ListAllAsync(Marks, cancellationToken).Select(blob => blob.Key[Marks.Length..]).ToListAsync(cancellationToken));

    public async Task MarkAsync(StoreMark mark, CancellationToken cancellationToken)
    {
        await PutAsync(KeyOf(mark), "Says whose photos are here."u8.ToArray(), cancellationToken);
        await DeleteAsync(KeyOf(mark.Other), cancellationToken);
    }

    /// <summary>Nothing: another bucket does not come in the place of one while a process runs.</summary>
    public void RelyOn(Guid site)
    {
    }

    public async Task UnmarkAsync(Guid site, CancellationToken cancellationToken)
    {
        var mark = new StoreMark(site);
        await DeleteAsync(KeyOf(mark), cancellationToken);
        await DeleteAsync(KeyOf(mark.Other), cancellationToken);
    }

    public void Dispose()
    {
        _client.Dispose();
        _signer?.Dispose();
    }

    private static string KeyOf(StoreMark mark) => Marks + mark.Name;

    private string KeyOf(string key) => _prefix + BlobKey.Checked(key);

    private Task<GetObjectResponse> GetAsync(string key, ByteRange range, string? tag, CancellationToken cancellationToken) => _client.GetObjectAsync(
        new() { BucketName = _options.Bucket, Key = key, ByteRange = range, EtagToMatch = tag }, cancellationToken);

    private static ByteRange Rest(long from) => new($"bytes={from}-");

    // RFC 9110, section 14.4: "Content-Range: bytes 0-1048575/7340032". A service that knows no ranges sends everything.
    private static long LengthOf(GetObjectResponse answer) =>
        answer.ContentRange?.Split('/') is [_, var length] && long.TryParse(length, System.Globalization.CultureInfo.InvariantCulture, out var bytes) ? bytes : answer.ContentLength;

    private Task AskAsync(Func<Task> request, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            await request();
            return true;
        },
        cancellationToken);

    private Task<T> AskAsync<T>(Func<Task<T>> request, CancellationToken cancellationToken) => _errors.TranslateAsync(request, cancellationToken);
}
