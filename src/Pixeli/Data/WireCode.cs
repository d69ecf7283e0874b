using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Pixeli.Data;

/// <summary>Enums are kept under the codes they have on the wire (<c>PE</c>, <c>PUB</c>), given once by <see cref="JsonStringEnumMemberNameAttribute"/>.</summary>
public sealed class WireCode<TEnum>() : ValueConverter<TEnum, string>(value => ToCode(value), code => FromCode(code))
    where TEnum : struct, Enum
{
    private static readonly Dictionary<TEnum, string> Codes = Enum.GetValues<TEnum>().ToDictionary(
        value => value,
        value => typeof(TEnum).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);

    private static readonly Dictionary<string, TEnum> Values = Codes.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    public static string ToCode(TEnum value) => Codes[value];

    /// <exception cref="KeyNotFoundException">The code is unknown.</exception>
    public static TEnum FromCode(string code) => Values[code];

    public static bool TryParse(string? code, out TEnum value) => Values.TryGetValue(code?.Trim() ?? "", out value);

    /// <summary>The codes there are, for messages: <c>PUB, IMG, PRV</c>.</summary>
    public static string All { get; } = string.Join(", ", Codes.Values);
}
