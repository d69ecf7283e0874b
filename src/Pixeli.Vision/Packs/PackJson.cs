using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Pixeli.Vision.Packs;

/// <summary>Reads and writes <c>pack.json</c>. What it reads may come from anywhere, so names are names and never paths.</summary>
internal static partial class PackJson
{
    public const string FileName = "pack.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <exception cref="VisionException">It is not a description.</exception>
    public static ModelPack Read(Stream json, string where)
    {
        try
        {
            var pack = JsonSerializer.Deserialize<ModelPack>(json, Format)
                ?? throw new VisionException(VisionFailure.BadDescription, $"{where} is empty.");
            Check(pack, where);
            return pack;
        }
        catch (JsonException exception)
        {
            throw new VisionException(VisionFailure.BadDescription, $"{where} is not a pack's description: {exception.Message}", exception);
        }
    }

    public static byte[] Write(ModelPack pack) => JsonSerializer.SerializeToUtf8Bytes(pack, Format);

    public static string Stamp(ModelPack pack) => Convert.ToHexStringLower(SHA256.HashData(Write(pack)))[..16];

    private static void Check(ModelPack pack, string where)
    {
        Demand(NameOfPack().IsMatch(pack.Name), $"\"{pack.Name}\" is not a name for a pack");
        Demand(pack.Files.Count > 0 && pack.Files.All(file => NameOfFile().IsMatch(file.Name) && file.Name != FileName), "a file's name is not plain");
        Demand(pack.Files.DistinctBy(file => file.Name, StringComparer.OrdinalIgnoreCase).Count() == pack.Files.Count, "a file is named twice");
        Demand(pack.Files.All(file => file.Sha256 is null || Checksum().IsMatch(file.Sha256)), "a SHA-256 is not 64 lower-case hexadecimal digits");
        Demand(pack.Files.All(file => file.Bytes is null or > 0), "a file has no bytes");
        Demand(pack.Files.All(file => file.Url is null || Uri.TryCreate(file.Url, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps),
            "an address does not begin with https://");
        foreach (var model in pack.Models)
        {
            Demand(pack.Files.Any(file => file.Name == model.File), $"the model {model.File} is not among the files");
            Demand(model.Tokenizer is null || pack.Files.Any(file => file.Name == model.Tokenizer), $"{model.Tokenizer} is not among the files");
            Demand(model.Input is null || IsSound(model.Input), $"the input of {model.File} makes no sense");
        }

        void Demand(bool holds, string otherwise)
        {
            if (!holds)
                throw new VisionException(VisionFailure.BadDescription, $"{where} is not a usable description: {otherwise}.");
        }
    }

    private static bool IsSound(PackInput input) =>
        input is { Width: > 0 and <= 4096, Height: > 0 and <= 4096, Channels: "rgb" or "bgr" }
        && input.Mean is null or { Count: 3 }
        && (input.Deviation is null || input.Deviation.Count == 3 && input.Deviation.All(deviation => deviation != 0));

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$")]
    private static partial Regex NameOfPack();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$")]
    private static partial Regex NameOfFile();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Checksum();
}
