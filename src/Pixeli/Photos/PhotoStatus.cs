using System.Text.Json.Serialization;

namespace Pixeli.Photos;

/// <summary>Where a photo is on its way.</summary>
public enum PhotoStatus
{
    /// <summary>Safe, and waiting for a worker.</summary>
    [JsonStringEnumMemberName("PE")] Pending,

    /// <summary>A worker holds it under a lease.</summary>
    [JsonStringEnumMemberName("PR")] Processing,

    /// <summary>Its renditions are there: people can see it.</summary>
    [JsonStringEnumMemberName("CO")] Completed,

    /// <summary>It could not be processed; the reasons are on the row.</summary>
    [JsonStringEnumMemberName("FA")] Failed,
}

/// <summary>Who may share a photo or download its original, of those who may read it.</summary>
public enum SharePermission
{
    /// <summary>Anyone who may read it.</summary>
    [JsonStringEnumMemberName("AN")] Anyone,

    /// <summary>Its photographer, the event's coordinator and administrators.</summary>
    [JsonStringEnumMemberName("OR")] Owners,

    /// <summary>Nobody.</summary>
    [JsonStringEnumMemberName("DI")] Disabled,
}
