using System.Text.Json.Serialization;

namespace Pixeli.Accounts;

/// <summary>What a person is to the organisation. Everyone has exactly one role, and each includes the ones before it.</summary>
public enum Role
{
    /// <summary>Anyone who signed up.</summary>
    [JsonStringEnumMemberName("public")] Public,

    /// <summary>A member of the organisation.</summary>
    [JsonStringEnumMemberName("img")] Member,

    /// <summary>May do everything.</summary>
    [JsonStringEnumMemberName("admin")] Administrator,
}
