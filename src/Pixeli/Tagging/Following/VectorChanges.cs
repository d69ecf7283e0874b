namespace Pixeli.Tagging.Following;

/// <summary>A vector came, changed or went. Written by triggers of the database, never by this program.</summary>
internal abstract class VectorChange
{
    /// <summary>Grows: on SQLite with each change, on PostgreSQL the transaction's number.</summary>
    public long Mark { get; init; }

    public DateTime ChangedAt { get; init; }
}

/// <summary>Of a picture.</summary>
internal sealed class ImageVectorChange : VectorChange
{
    /// <summary>The photo, which may be gone by now.</summary>
    public Guid PhotoId { get; init; }
}

/// <summary>Of a face.</summary>
internal sealed class FaceChange : VectorChange
{
    /// <summary>The face, which may be gone by now.</summary>
    public Guid FaceId { get; init; }
}
