namespace Pixeli.Tagging.Following;

/// <summary>A picture's vector came, changed or went. Written by triggers of the database, never by this program.</summary>
internal sealed class ImageVectorChange
{
    /// <summary>The photo, which may be gone by now.</summary>
    public Guid PhotoId { get; init; }

    /// <summary>Grows: on SQLite with each change, on PostgreSQL the transaction's number.</summary>
    public long Mark { get; init; }

    public DateTime ChangedAt { get; init; }
}

/// <summary>A face with a vector came, changed or went. Written by triggers of the database, never by this program.</summary>
internal sealed class FaceChange
{
    /// <summary>The face, which may be gone by now.</summary>
    public Guid FaceId { get; init; }

    /// <summary>Grows: on SQLite with each change, on PostgreSQL the transaction's number.</summary>
    public long Mark { get; init; }

    public DateTime ChangedAt { get; init; }
}
