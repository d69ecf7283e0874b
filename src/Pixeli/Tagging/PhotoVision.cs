using System.Text.Json.Serialization;

namespace Pixeli.Tagging;

/// <summary>How far the machine is with a photo. The photo itself is long visible.</summary>
public enum VisionStatus
{
    /// <summary>It waits.</summary>
    [JsonStringEnumMemberName("PE")]
    Pending,

    /// <summary>A worker holds it.</summary>
    [JsonStringEnumMemberName("CL")]
    Claimed,

    /// <summary>It was looked at, by what <see cref="PhotoVision.Stamp"/> says.</summary>
    [JsonStringEnumMemberName("DO")]
    Done,

    /// <summary>It could not be looked at.</summary>
    [JsonStringEnumMemberName("FA")]
    Failed,
}

/// <summary>What the machine made of one photo. Made by a trigger when the photo is completed; the row is also its job.</summary>
public sealed class PhotoVision
{
    public Guid PhotoId { get; init; }

    public VisionStatus Status { get; set; }

    /// <summary>The instance that holds the lease.</summary>
    public Guid? ClaimedBy { get; set; }

    /// <summary>Not to be claimed by anyone before; null once it is through.</summary>
    public DateTime? ClaimedUntil { get; set; }

    public int Attempts { get; set; }

    /// <summary>Why the last attempt failed.</summary>
    public string? Reason { get; set; }

    /// <summary>The packs, labels and thresholds it was computed with; see <see cref="VisionStamp"/>. Empty for nothing.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>What was found before thresholds were applied, as JSON; see <see cref="Finding"/>.</summary>
    public string Findings { get; set; } = "[]";
}
