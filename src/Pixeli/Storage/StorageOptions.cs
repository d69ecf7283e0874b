using System.ComponentModel.DataAnnotations;
using Pixeli.Hosting;

namespace Pixeli.Storage;

/// <summary>Where photos are kept: in the folder <c>blobs</c> of the data folder, or in a bucket of an S3-compatible service.</summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>Name of the bucket; without one, photos are kept in the data folder.</summary>
    public string? Bucket { get; set; }

    /// <summary>Begins every key in the bucket, so that several sites can share one.</summary>
    [RegularExpression("^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*/?$", ErrorMessage = "Pixeli:Storage:Prefix takes letters, digits, '.', '_', '-' and '/' between them.")]
    public string? Prefix { get; set; }

    /// <summary>Region of the bucket.</summary>
    [Required]
    public string Region { get; set; } = "us-east-1";

    /// <summary>Address of the service, such as <c>https://s3.example.org</c>; Amazon's by default.</summary>
    [Url]
    public string? Endpoint { get; set; }

    /// <summary>Whether the bucket's name stands in the path instead of the host name; by default where there is an <see cref="Endpoint"/>.</summary>
    public bool? PathStyle { get; set; }

    /// <summary>Key id; without one, the ways of Amazon's SDK are tried: its environment variables, files, and roles of machines and containers.</summary>
    public string? AccessKey { get; set; }

    /// <summary>The secret that belongs to <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; set; }

    /// <summary>Sends clients to the bucket for pictures and files, by addresses that live shortly, instead of passing bytes on.</summary>
    public bool Redirect { get; set; }

    /// <summary>Address of the service as clients reach it, where that is another than <see cref="Endpoint"/>.</summary>
    [Url]
    public string? RedirectEndpoint { get; set; }

    /// <summary>How long an address in the bucket lives that a client was sent to.</summary>
    [TimeRange("00:00:10", "12:00:00")]
    public TimeSpan RedirectLife { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one request to the service may take; it is made three times before it counts as failed.</summary>
    [TimeRange("00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Larger files are sent in parts of this many bytes.</summary>
    [Range(5 * 1024 * 1024, 1024 * 1024 * 1024)]
    public int PartBytes { get; set; } = 8 * 1024 * 1024;

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if ((AccessKey is null) != (SecretKey is null))
            yield return new("Pixeli:Storage needs both an AccessKey and a SecretKey, or neither.");
        if (Bucket is null && (Endpoint is not null || AccessKey is not null || Redirect))
            yield return new("Pixeli:Storage:Bucket is missing: the other settings of the storage mean nothing without it.");
    }
}
