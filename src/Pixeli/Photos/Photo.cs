using Pixeli.Accounts;
using Pixeli.Events;

namespace Pixeli.Photos;

/// <summary>One photo. The row is also its job: status, attempts and lease make the database the queue.</summary>
public sealed class Photo
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid EventId { get; init; }

    public Event? Event { get; init; }

    public Guid PhotographerId { get; init; }

    public User? Photographer { get; init; }

    /// <summary>When it was taken: said by the client, else by the camera, else the time of the upload. UTC.</summary>
    public DateTime Timestamp { get; set; }

    /// <summary>True when a person or client said when it was taken, so that the camera's clock must not overrule them.</summary>
    public bool TimestampGiven { get; set; }

    /// <summary>The camera's distance from UTC in minutes, where it is known: local time of the place.</summary>
    public int? UtcOffset { get; set; }

    public DateTime CreatedAt { get; init; }

    public Permission ReadPerm { get; set; }

    public SharePermission SharePerm { get; set; } = SharePermission.Owners;

    /// <summary>The file's name as the client called it, for downloads.</summary>
    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Size of the original in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>SHA-256 of the original: the same bytes are in an event once.</summary>
    public required byte[] Sha256 { get; init; }

    /// <summary>Upright width in pixels.</summary>
    public int Width { get; set; }

    /// <summary>Upright height in pixels.</summary>
    public int Height { get; set; }

    /// <summary>ThumbHash of the picture: at most 40 bytes that a client draws as a blurred preview.</summary>
    public byte[]? Placeholder { get; set; }

    /// <summary>What the camera wrote into the file, as a JSON object.</summary>
    public string Meta { get; set; } = "{}";

    /// <summary>Part of every media URL: raising it ends all URLs handed out before.</summary>
    public int MediaVersion { get; set; } = 1;

    public int LikesCount { get; set; }

    public int CommentsCount { get; set; }

    public int Downloads { get; set; }

    public int Views { get; set; }

    public PhotoStatus Status { get; set; }

    /// <summary>Times it was processed and failed. After the third it stays failed.</summary>
    public int Attempts { get; set; }

    /// <summary>Times a worker vanished while it held this photo: the worker's misfortune, or the photo's doing.</summary>
    public int Interruptions { get; set; }

    /// <summary>The instance that holds the lease.</summary>
    public Guid? ClaimedBy { get; set; }

    /// <summary>Not to be claimed by anyone before: its upload, the end of a lease, or of the pause between attempts. Null once it is through.</summary>
    public DateTime? ClaimedUntil { get; set; }

    /// <summary>Why it failed, in words for its photographer; null unless an attempt failed.</summary>
    public string? ProcessingErrors { get; set; }

    public ICollection<PhotoTag> Tags { get; init; } = [];

    public ICollection<TaggedPerson> TaggedPeople { get; init; } = [];

    public ICollection<Like> Likes { get; init; } = [];
}

/// <summary>A word somebody gave a photo.</summary>
public sealed class PhotoTag
{
    public const int TagLength = 50;

    public Guid PhotoId { get; init; }

    /// <summary>As typed.</summary>
    public required string Tag { get; init; }

    /// <summary>Lower case, for finding.</summary>
    public required string Normalized { get; init; }
}

/// <summary>A person who is in a photo.</summary>
public sealed class TaggedPerson
{
    public Guid PhotoId { get; init; }

    public Guid UserId { get; init; }

    public User? User { get; init; }

    public DateTime CreatedAt { get; init; }
}

/// <summary>One person's like of one photo.</summary>
public sealed class Like
{
    public Guid PhotoId { get; init; }

    public Guid UserId { get; init; }

    public User? User { get; init; }

    public DateTime CreatedAt { get; init; }
}
