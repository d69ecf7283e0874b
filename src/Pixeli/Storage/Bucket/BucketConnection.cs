using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace Pixeli.Storage.Bucket;

internal static class BucketConnection
{
    private const int Retries = 2;

    /// <summary>A client of the service, with bounded time for everything.</summary>
    /// <param name="options">The bucket.</param>
    /// <param name="endpoint">The service's address; null for Amazon's.</param>
    public static AmazonS3Client Create(StorageOptions options, string? endpoint)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.PathStyle ?? endpoint is not null,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = Retries,
            Timeout = options.Timeout,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            // We send and ask for checksums ourselves: the SDK's own come as trailers, which many compatible services do not understand.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (endpoint is null)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        else
            (config.ServiceURL, config.AuthenticationRegion) = (endpoint, options.Region);
        return options.AccessKey is null
            ? new AmazonS3Client(config)
            : new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config);
    }
}
