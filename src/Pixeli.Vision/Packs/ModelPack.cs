using System.Text.Json.Serialization;

namespace Pixeli.Vision.Packs;

/// <summary>A pack's description: the content of its <c>pack.json</c>.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens; also the name of its folder.</param>
/// <param name="Title">A few words for people.</param>
/// <param name="Summary">What one gets from it, in a sentence or two.</param>
/// <param name="Licence">The licences of its files, by SPDX name where they have one.</param>
/// <param name="Sources">Addresses of the pages it comes from.</param>
/// <param name="Files">All its files but <c>pack.json</c>.</param>
/// <param name="Models">What the files are for.</param>
/// <param name="Notice">What whoever installs it should know of its licence and training; null when there is nothing.</param>
public sealed record ModelPack(
    string Name,
    string Title,
    string Summary,
    string Licence,
    IReadOnlyList<string> Sources,
    IReadOnlyList<PackFile> Files,
    IReadOnlyList<PackModel> Models,
    string? Notice = null)
{
    /// <summary>Whether it can be downloaded; a pack that cannot is installed from a folder.</summary>
    [JsonIgnore]
    public bool CanBeDownloaded => Files.All(file => file is { Url: not null, Sha256: not null });

    /// <summary>The sum of the files' sizes, as far as they are known; zero when none is.</summary>
    [JsonIgnore]
    public long Bytes => Files.Sum(file => file.Bytes ?? 0);

    /// <summary>Changes with the files and with everything else the description says, such as a threshold.</summary>
    [JsonIgnore]
    public string Stamp => field ??= PackJson.Stamp(this);
}

/// <summary>A file of a pack.</summary>
/// <param name="Name">A plain file name.</param>
/// <param name="Bytes">Its size; null while it is not known, which is until the pack was installed from a folder.</param>
/// <param name="Sha256">In lower-case hexadecimal; null like the size.</param>
/// <param name="Url">Where it is downloaded from; null where it is not offered in this form.</param>
public sealed record PackFile(string Name, long? Bytes = null, string? Sha256 = null, string? Url = null);

/// <summary>A model of a pack.</summary>
/// <param name="Task">What it does.</param>
/// <param name="File">The model's file.</param>
/// <param name="Output">The output to read, for models that have several; null reads the first.</param>
/// <param name="Input">How a picture is given to it; null for words.</param>
/// <param name="Tokenizer">The tokenizer's file, for words.</param>
/// <param name="Labels">What its classes are called, in its own order.</param>
/// <param name="Tags">Which tag is suggested for which label; a label without one suggests nothing.</param>
/// <param name="Doubts">
/// By how much a label's score counts for less as a tag: of what is seldom at an event, such as a sheep, most that a model sees is none.
/// </param>
/// <param name="Thresholds">Numbers by which it decides, by name.</param>
public sealed record PackModel(
    VisionTask Task,
    string File,
    string? Output = null,
    PackInput? Input = null,
    string? Tokenizer = null,
    IReadOnlyList<string>? Labels = null,
    IReadOnlyDictionary<string, string>? Tags = null,
    IReadOnlyDictionary<string, float>? Doubts = null,
    IReadOnlyDictionary<string, float>? Thresholds = null)
{
    /// <summary>A threshold of the description, or what is usual.</summary>
    public float Threshold(string name, float usual) => Thresholds is not null && Thresholds.TryGetValue(name, out var value) ? value : usual;
}

/// <summary>How a picture becomes numbers: <c>(value − Mean) / Deviation</c> for each channel, value from 0 to 255.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Channels"><c>rgb</c> or <c>bgr</c>.</param>
/// <param name="Mean">One number a channel, in the order of the channels; null is zero.</param>
/// <param name="Deviation">One number a channel; null is one.</param>
public sealed record PackInput(
    int Width, int Height, string Channels, IReadOnlyList<float>? Mean = null, IReadOnlyList<float>? Deviation = null);
