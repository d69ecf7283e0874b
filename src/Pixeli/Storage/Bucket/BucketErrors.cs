using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;

namespace Pixeli.Storage.Bucket;

/// <summary>Makes of what the SDK throws what a store throws.</summary>
internal sealed class BucketErrors(string bucket)
{
    public async Task<T> TranslateAsync<T>(Func<Task<T>> request, CancellationToken cancellationToken)
    {
        try
        {
            return await request();
        }
        catch (Exception failure) when (IsOfTheService(failure, cancellationToken))
        {
            throw Translate(failure);
        }
    }

    /// <summary>Whether the service, or the way to it, is the cause.</summary>
    public static bool IsOfTheService(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested, // the SDK's own limit
        AmazonServiceException or AmazonClientException or HttpRequestException or HttpIOException or SocketException or TimeoutException => true,
        _ => false,
    };

    public static bool IsMissing(Exception failure) =>
        failure is AmazonServiceException { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" };

    public IOException Translate(Exception failure) => failure switch
    {
        AmazonServiceException { ErrorCode: "NoSuchBucket" } or AmazonServiceException { StatusCode: HttpStatusCode.NotFound } =>
            new StorageUnavailableException($"There is no bucket {bucket}.", isRefusal: true, failure),
        AmazonServiceException { StatusCode: HttpStatusCode.InsufficientStorage } or AmazonServiceException { ErrorCode: "QuotaExceeded" or "XMinioStorageFull" } =>
            new IOException($"The bucket {bucket} is full.", failure) { HResult = FullStorage.NoSpace },
        AmazonServiceException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } refused =>
            new StorageUnavailableException($"The bucket {bucket} refuses: {Reason(refused)}", isRefusal: true, failure),
        AmazonServiceException { StatusCode: HttpStatusCode.MovedPermanently or HttpStatusCode.BadRequest } wrong =>
            new StorageUnavailableException($"The bucket {bucket} cannot be used as it is configured: {Reason(wrong)}", isRefusal: true, failure),
        _ => new StorageUnavailableException($"The bucket {bucket} cannot be reached: {failure.Message}", isRefusal: false, failure),
    };

    private static string Reason(AmazonServiceException refused) =>
        string.IsNullOrEmpty(refused.Message) ? $"{(int)refused.StatusCode} {refused.ErrorCode}" : refused.Message;
}
