using System.Text.Json.Serialization;

namespace Pixeli.Events;

/// <summary>Who may read or add to something.</summary>
public enum Permission
{
    /// <summary>Any signed-in person.</summary>
    [JsonStringEnumMemberName("PUB")] Public,

    /// <summary>Members of the organisation.</summary>
    [JsonStringEnumMemberName("IMG")] Members,

    /// <summary>Nobody beyond those who always may.</summary>
    [JsonStringEnumMemberName("PRV")] Private,
}
